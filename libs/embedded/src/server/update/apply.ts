import { checkSize } from '../bson/check.ts';
import { BsonType, field, type RawValue } from '../bson/raw-value.ts';
import { isNumber, typeName } from '../bson/scalars.ts';
import { ServerError } from '../bson/errors.ts';
import { compareValues } from '../keys.ts';
import type { Path } from '../paths.ts';
import { addNumbers } from './arithmetic.ts';
import { addToSet, pull, push } from './arrays.ts';
import type { Change, Update } from './compile.ts';
import { find, place, removeAt } from './locate.ts';
import { ObjectNode, sealed, type Node } from './tree.ts';

/**
 * The document after an update; the given one is not touched. With `isInsert` the document is being
 * made by an upsert, and `$setOnInsert` counts. Throws 66 when `_id` would change.
 */
export function applyUpdate(document: RawValue, update: Update, isInsert: boolean): RawValue {
  const root = new ObjectNode(document);
  for (const change of update) {
    if (change.operator === '$setOnInsert' && !isInsert) continue;
    applyChange(root, change);
  }
  const after = sealed(root);
  refuseChangedId(field(document, '_id'), field(after, '_id'));
  checkSize(after.end);
  return after;
}

function applyChange(root: ObjectNode, { operator, path, operand }: Change): void {
  switch (operator) {
    case '$set':
    case '$setOnInsert':
      place(root, path, operand);
      break;
    case '$unset':
      removeAt(root, path);
      break;
    case '$inc':
      place(root, path, increment(path, find(root, path), operand));
      break;
    case '$min':
    case '$max':
      keepExtreme(root, { operator, path, operand });
      break;
    case '$push':
      push(root, path, operand);
      break;
    case '$addToSet':
      addToSet(root, path, operand);
      break;
    case '$pull':
      pull(root, path, operand);
      break;
  }
}

function increment(path: Path, current: Node | undefined, operand: RawValue): RawValue {
  if (current === undefined) return operand;
  const value = sealed(current);
  if (!isNumber(value)) {
    throw new ServerError(
      14,
      `Cannot apply $inc to a value of non-numeric type: the field '${path.text}' is of type ${typeName(value)}`,
    );
  }
  return addNumbers(value, operand);
}

function keepExtreme(root: ObjectNode, { operator, path, operand }: Change): void {
  const current = find(root, path);
  const order = current === undefined ? 0 : compareValues(operand, sealed(current));
  const isBetter = operator === '$min' ? order < 0 : order > 0;
  if (current === undefined || isBetter) place(root, path, operand);
}

function refuseChangedId(before: RawValue | undefined, after: RawValue | undefined): void {
  if (before === undefined || (after !== undefined && before.equals(after))) return;
  throw new ServerError(
    66,
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
}

/** Throws for values that cannot be an _id (53). */
export function checkId(id: RawValue): void {
  if (id.type === BsonType.array || id.type === BsonType.regex || id.type === BsonType.undefined) {
    throw new ServerError(53, `The '_id' value cannot be of type ${typeName(id)}`);
  }
}
