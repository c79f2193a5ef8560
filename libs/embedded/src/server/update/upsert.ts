import { randomFillSync } from 'node:crypto';
import { BsonType, documentFrom, fieldByName, fieldsOf, RawValue } from '../bson/raw-value.ts';
import { BsonWriter } from '../bson/writer.ts';
import { ServerError } from '../bson/errors.ts';
import { parseStrictPath, type Path } from '../paths.ts';
import type { Condition } from '../query/condition.ts';
import { applyUpdate, checkId } from './apply.ts';
import type { Update } from './compile.ts';
import { place } from './locate.ts';
import { ObjectNode, sealed } from './tree.ts';

/** The document that an upsert inserts: what the filter equals, then the update. */
export function documentForUpsert(condition: Condition, update: Update): RawValue {
  const seed = new ObjectNode();
  const equalities = [...equalitiesOf(condition)].sort(([a], [b]) => (a.text < b.text ? -1 : 1));
  let previous: Path | undefined;
  for (const [path, value] of equalities) {
    if (previous !== undefined && `${path.text}.`.startsWith(`${previous.text}.`)) {
      throw new ServerError(
        54,
        `cannot infer query fields to set, path '${previous.text}' is matched twice`,
      );
    }
    place(seed, parseStrictPath(path.text), value);
    previous = path;
  }
  return withId(applyUpdate(documentFrom(sealed(seed).slice()), update, true));
}

const idName = Buffer.from('_id');

/** The document with its _id as first field, a new ObjectId when it has none. Throws 53 for a bad _id. */
export function withId(document: RawValue): RawValue {
  const id = fieldByName(document, idName);
  if (id !== undefined) checkId(id);
  const firstValue = document.start + 4 + 1 + idName.length + 1;
  if (id?.start === firstValue) return document;
  const writer = new BsonWriter();
  writer.raw('_id', id ?? newObjectId());
  for (const { name, value } of fieldsOf(document)) if (name !== '_id') writer.raw(name, value);
  return documentFrom(writer.finish());
}

/** Four bytes of seconds, so that new ones sort last, and eight random ones. */
function newObjectId(): RawValue {
  const bytes = randomFillSync(Buffer.alloc(12));
  bytes.writeUInt32BE(Math.floor(Date.now() / 1000));
  return new RawValue(BsonType.objectId, bytes, 0, 12);
}

function* equalitiesOf(condition: Condition): Generator<[Path, RawValue]> {
  if (condition.kind === 'and') for (const part of condition.of) yield* equalitiesOf(part);
  else if (condition.kind === 'compare' && condition.operator === '$eq') {
    yield [condition.path, condition.value];
  }
}
