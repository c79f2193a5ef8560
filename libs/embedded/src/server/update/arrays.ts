import { BsonType, documentFrom, RawValue } from '../bson/raw-value.ts';
import { typeName } from '../bson/scalars.ts';
import { encodeDocument } from '../bson/writer.ts';
import { ServerError } from '../bson/errors.ts';
import { compareValues } from '../keys.ts';
import { parsePath, type Path } from '../paths.ts';
import { matches, type Condition } from '../query/condition.ts';
import { compileField, compileFilter, isOperatorDocument } from '../query/filter.ts';
import { find, place } from './locate.ts';
import { addedValues, sliceOf } from './operand.ts';
import { ArrayNode, sealed, type Node, type ObjectNode } from './tree.ts';

/** `$push`: appends, then keeps the first or last items that `$slice` asks for. */
export function push(root: ObjectNode, path: Path, operand: RawValue): void {
  const array = arrayAt(root, path, '$push') ?? placed(root, path);
  array.items.push(...addedValues(operand));
  const slice = sliceOf(operand);
  if (slice === undefined) return;
  array.items = slice < 0 ? array.items.slice(slice) : array.items.slice(0, slice);
}

/** `$addToSet`: appends what is not there yet. */
export function addToSet(root: ObjectNode, path: Path, operand: RawValue): void {
  const array = arrayAt(root, path, '$addToSet') ?? placed(root, path);
  for (const value of addedValues(operand)) {
    if (!array.items.some((item) => compareValues(sealed(item), value) === 0))
      array.items.push(value);
  }
}

/** `$pull`: removes the items that equal the operand or meet its conditions. */
export function pull(root: ObjectNode, path: Path, operand: RawValue): void {
  const array = arrayAt(root, path, '$pull');
  if (array === undefined) return;
  const isPulled = compilePull(operand);
  array.items = array.items.filter((item) => !isPulled(sealed(item)));
}

function compilePull(operand: RawValue): (item: RawValue) => boolean {
  if (operand.type === BsonType.object && !isOperatorDocument(operand)) {
    const condition = compileFilter(operand);
    return (item) => item.type === BsonType.object && matches(condition, item);
  }
  if (operand.type !== BsonType.object && operand.type !== BsonType.regex) {
    return (item) => compareValues(item, operand) === 0;
  }
  // MongoDB asks such conditions of a field without a name, so an item that is an array is entered.
  const condition: Condition = { kind: 'and', of: compileField(parsePath(''), operand) };
  return (item) => matches(condition, documentFrom(encodeDocument({ '': item })));
}

function arrayAt(root: ObjectNode, path: Path, operator: string): ArrayNode | undefined {
  const node: Node | undefined = find(root, path);
  if (node === undefined || node instanceof ArrayNode) return node;
  const type = node instanceof RawValue ? typeName(node) : 'object';
  throw new ServerError(
    2,
    `The field '${path.text}' must be an array but is of type ${type}, so ${operator} cannot be applied.`,
  );
}

function placed(root: ObjectNode, path: Path): ArrayNode {
  const array = new ArrayNode();
  place(root, path, array);
  return array;
}
