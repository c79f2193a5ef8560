import { Binary, Double, Int32, Long, ObjectId } from 'bson';

/*
 * BSON's comparison order over JavaScript values, written from MongoDB's manual and sharing no code
 * with the server: https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
 */

/** Negative, zero or positive; `undefined` counts as null. */
export function compareBson(left: unknown, right: unknown): number {
  const rank = typeRank(left) - typeRank(right);
  if (rank !== 0) return rank;
  if (isNumeric(left) && isNumeric(right)) return compareNumbers(left, right);
  if (typeof left === 'string' && typeof right === 'string') {
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  }
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime();
  if (left instanceof ObjectId && right instanceof ObjectId)
    return Buffer.compare(left.id, right.id);
  if (left instanceof Binary && right instanceof Binary) return compareBinary(left, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (Array.isArray(left) && Array.isArray(right)) return compareLists(left, right);
  if (isDocument(left) && isDocument(right)) return compareDocuments(left, right);
  return 0;
}

export function isNumeric(value: unknown): value is number | Double | Int32 | Long {
  return (
    typeof value === 'number' ||
    value instanceof Double ||
    value instanceof Int32 ||
    value instanceof Long
  );
}

/** Which values compare with each other at all. */
export function typeRank(value: unknown): number {
  if (value === null || value === undefined) return 1;
  if (isNumeric(value)) return 2;
  if (typeof value === 'string') return 3;
  if (Array.isArray(value)) return 5;
  if (value instanceof Binary) return 6;
  if (value instanceof ObjectId) return 7;
  if (typeof value === 'boolean') return 8;
  if (value instanceof Date) return 9;
  return 4;
}

function compareNumbers(left: number | Double | Int32 | Long, right: typeof left): number {
  if (left instanceof Long && right instanceof Long) return left.compare(right);
  if (left instanceof Long) return compareLong(left, Number(right));
  if (right instanceof Long) return -compareLong(right, Number(left));
  const [a, b] = [Number(left), Number(right)];
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return Math.sign(a - b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** Exact also where a double cannot hold the long. */
function compareLong(left: Long, right: number): number {
  if (Number.isNaN(right) || right === -Infinity) return 1;
  if (right === Infinity) return -1;
  const whole = BigInt(Math.floor(right));
  if (left.toBigInt() < whole) return -1;
  if (left.toBigInt() > whole) return 1;
  return Number.isInteger(right) ? 0 : -1;
}

function compareBinary(left: Binary, right: Binary): number {
  return (
    left.position - right.position ||
    left.sub_type - right.sub_type ||
    Buffer.compare(left.value(), right.value())
  );
}

function compareLists(left: readonly unknown[], right: readonly unknown[]): number {
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const order = compareBson(left[index], right[index]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareDocuments(left: object, right: object): number {
  const [a, b] = [Object.entries(left), Object.entries(right)];
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const [leftName, leftValue] = a[index] ?? ['', null];
    const [rightName, rightValue] = b[index] ?? ['', null];
    const order =
      typeRank(leftValue) - typeRank(rightValue) ||
      Buffer.compare(Buffer.from(leftName), Buffer.from(rightName)) ||
      compareBson(leftValue, rightValue);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function isDocument(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
