import { FieldCursor } from '../bson/field-cursor.ts';
import { BsonType, documentFrom, fieldsOf, itemsOf, type RawValue } from '../bson/raw-value.ts';
import { isNumber, isTrue } from '../bson/scalars.ts';
import { BsonWriter } from '../bson/writer.ts';
import { ServerError } from '../bson/errors.ts';
import { parseStrictPath } from '../paths.ts';

/** What to do with a field: keep or drop it whole, or look inside. */
type Tree = Map<string, Tree | 'whole'>;

export type Projection = (document: RawValue) => RawValue;

/**
 * Compiles a projection that includes or excludes fields. Computed fields and mixtures are refused;
 * `_id` may be excluded beside inclusions.
 */
export function compileProjection(projection: RawValue): Projection {
  const tree: Tree = new Map();
  let isInclusion: boolean | undefined;
  let keepsId: boolean | undefined;
  for (const { name, value } of fieldsOf(projection)) {
    const keeps = parseFlag(name, value);
    if (name === '_id') {
      keepsId = keeps;
      continue;
    }
    if (isInclusion !== undefined && isInclusion !== keeps) throw mixed(name, keeps);
    isInclusion = keeps;
    add(tree, name);
  }
  isInclusion ??= keepsId ?? false;
  if (isInclusion === (keepsId ?? isInclusion)) {
    if (isInclusion || keepsId === false) tree.set('_id', 'whole');
  }
  if (tree.size === 0) return (document) => document;
  return (document) => {
    const writer = new BsonWriter();
    project(writer, document, tree, isInclusion);
    return documentFrom(writer.finish());
  };
}

function parseFlag(name: string, value: RawValue): boolean {
  if (value.type === BsonType.boolean || isNumber(value)) return isTrue(value);
  throw new ServerError(
    238,
    `The projection of '${name}' is computed, which this server does not do. Use 1 or 0.`,
  );
}

function mixed(name: string, keeps: boolean): ServerError {
  return keeps
    ? new ServerError(31253, `Cannot do inclusion on field ${name} in exclusion projection`)
    : new ServerError(31254, `Cannot do exclusion on field ${name} in inclusion projection`);
}

function add(tree: Tree, name: string): void {
  const parts = parseStrictPath(name).parts;
  let node = tree;
  for (const [depth, part] of parts.entries()) {
    const next = node.get(part.name);
    const isLast = depth === parts.length - 1;
    if (next === 'whole' || (next !== undefined && isLast)) {
      throw new ServerError(31249, `Path collision at ${name}`);
    }
    if (isLast) node.set(part.name, 'whole');
    else {
      const inner: Tree = next ?? new Map<string, Tree>();
      node.set(part.name, inner);
      node = inner;
    }
  }
}

function project(writer: BsonWriter, document: RawValue, tree: Tree, isInclusion: boolean): void {
  const field = new FieldCursor(document);
  let missing = tree.size;
  while (!field.isAtEnd && !(isInclusion && missing === 0)) {
    const { name } = field;
    const node = tree.get(name);
    if (node !== undefined) missing -= 1;
    if (node === undefined || node === 'whole') {
      if (isInclusion === (node === 'whole')) writer.raw(name, field.value);
    } else projectInside(writer, name, field.value, node, isInclusion);
    field.advance();
  }
}

function projectInside(
  writer: BsonWriter,
  name: string,
  value: RawValue,
  tree: Tree,
  isInclusion: boolean,
): void {
  if (value.type === BsonType.object) {
    writer.open(name, BsonType.object);
    project(writer, value, tree, isInclusion);
    writer.close();
  } else if (value.type === BsonType.array) {
    writer.open(name, BsonType.array);
    let position = 0;
    for (const item of itemsOf(value)) {
      const isKept = item.type === BsonType.object || item.type === BsonType.array || !isInclusion;
      if (!isKept) continue;
      projectInside(writer, String(position), item, tree, isInclusion);
      position += 1;
    }
    writer.close();
  } else if (!isInclusion) writer.raw(name, value);
}
