import { BsonType, type RawValue } from '../bson/raw-value.ts';
import { integerOf, numberOf } from '../bson/scalars.ts';
import { doubleValue, int64Value, integerValue } from '../bson/writer.ts';
import { ServerError } from '../bson/errors.ts';

/**
 * `$inc`: a double makes the sum a double, a long makes it a long, and ints that overflow become
 * a long. Throws 2 when a long overflows.
 */
export function addNumbers(left: RawValue, right: RawValue): RawValue {
  if (left.type === BsonType.double || right.type === BsonType.double) {
    return doubleValue(numberOf(left) + numberOf(right));
  }
  const sum = integerOf(left) + integerOf(right);
  if (BigInt.asIntN(64, sum) !== sum) {
    throw new ServerError(
      2,
      'Failed to apply $inc operations: the sum overflows a 64-bit integer.',
    );
  }
  const isLong = left.type === BsonType.int64 || right.type === BsonType.int64;
  return isLong ? int64Value(sum) : integerValue(sum);
}
