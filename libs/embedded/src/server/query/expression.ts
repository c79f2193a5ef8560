import {
  BsonType,
  documentFrom,
  fieldByName,
  fieldsOf,
  itemsOf,
  RawValue,
} from '../bson/raw-value.ts';
import { textOf } from '../bson/scalars.ts';
import { BsonWriter } from '../bson/writer.ts';
import { ServerError } from '../bson/errors.ts';
import { parseStrictPath, type PathPart } from '../paths.ts';

/** A value computed from a document; `undefined` is missing. */
export type Expression = (document: RawValue) => RawValue | undefined;

/** Compiles a constant, a field path (`"$a.b"`) or a document of such. Throws 168 for operators. */
export function compileExpression(value: RawValue): Expression {
  if (value.type === BsonType.string) {
    const text = textOf(value);
    if (!text.startsWith('$')) return () => value;
    if (text.startsWith('$$')) {
      throw new ServerError(238, `The variable '${text}' is not supported by this server.`);
    }
    const { parts } = parseStrictPath(text.slice(1));
    return (document) => valueAt(document, parts, 0);
  }
  if (value.type !== BsonType.object) return () => value;
  const fields = fieldsOf(value).map(({ name, value: inner }) => {
    if (name.startsWith('$')) {
      throw new ServerError(168, `Unrecognized expression '${name}'`);
    }
    return { name, expression: compileExpression(inner) };
  });
  return (document) => {
    const writer = new BsonWriter();
    for (const { name, expression } of fields) {
      const computed = expression(document);
      if (computed !== undefined) writer.raw(name, computed);
    }
    return documentFrom(writer.finish());
  };
}

/** Like queries, expressions look into arrays, but give one array of what they find there. */
function valueAt(value: RawValue, parts: readonly PathPart[], depth: number): RawValue | undefined {
  const part = parts[depth];
  if (part === undefined) return value;
  if (value.type === BsonType.object) {
    const inner = fieldByName(value, part.bytes);
    return inner && valueAt(inner, parts, depth + 1);
  }
  if (value.type !== BsonType.array) return undefined;
  const found = itemsOf(value)
    .filter((item) => item.type === BsonType.object)
    .map((item) => valueAt(item, parts, depth))
    .filter((item) => item !== undefined);
  const writer = new BsonWriter();
  found.forEach((item, index) => {
    writer.raw(String(index), item);
  });
  const { bytes, start, end } = documentFrom(writer.finish());
  return new RawValue(BsonType.array, bytes, start, end);
}
