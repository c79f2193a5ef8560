import { pushModifiers, type UpdateOperator } from '../../surface.ts';
import { BsonType, field, fieldsOf, itemsOf, type RawValue } from '../bson/raw-value.ts';
import { isNumber, numberOf, typeName } from '../bson/scalars.ts';
import { checkStorableValue } from '../bson/check.ts';
import { ServerError } from '../bson/errors.ts';
import type { Path } from '../paths.ts';

const modifiers: ReadonlySet<string> = new Set(pushModifiers);

/** Throws when an operator cannot work with its operand, whatever the document. */
export function checkOperand(operator: UpdateOperator, path: Path, operand: RawValue): void {
  if (operator !== '$pull') checkStorableValue(path.text, operand);
  if (operator === '$inc' && !isNumber(operand)) {
    throw new ServerError(
      14,
      `Cannot increment with non-numeric argument: {${path.text}: ${typeName(operand)}}`,
    );
  }
  if (operator === '$push') checkModifiers(operand, modifiers);
  if (operator === '$addToSet') checkModifiers(operand, new Set(['$each']));
}

/** The values that `$push` and `$addToSet` add. */
export function addedValues(operand: RawValue): readonly RawValue[] {
  const each = eachOf(operand);
  return each === undefined ? [operand] : itemsOf(each);
}

/** How much of the array `$push` keeps: the first n, the last -n, or all. */
export function sliceOf(operand: RawValue): number | undefined {
  const slice = eachOf(operand) && field(operand, '$slice');
  return slice && numberOf(slice);
}

function eachOf(operand: RawValue): RawValue | undefined {
  return operand.type === BsonType.object ? field(operand, '$each') : undefined;
}

function checkModifiers(operand: RawValue, allowed: ReadonlySet<string>): void {
  const each = eachOf(operand);
  if (each === undefined) return;
  if (each.type !== BsonType.array) {
    throw new ServerError(
      2,
      `The argument to $each must be an array but it was of type ${typeName(each)}`,
    );
  }
  for (const { name, value } of fieldsOf(operand)) {
    if (!allowed.has(name)) throw new ServerError(2, `Unrecognized clause: ${name}`);
    if (name === '$slice' && !(isNumber(value) && Number.isInteger(numberOf(value)))) {
      throw new ServerError(2, 'The value for $slice must be an integer value');
    }
  }
}
