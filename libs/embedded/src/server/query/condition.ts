import { BsonType, nullValue, type RawValue } from '../bson/raw-value.ts';
import { isNumber, numberOf, textOf } from '../bson/scalars.ts';
import { compareValues, keyOf, keyTag } from '../keys.ts';
import { someValue, type Path } from '../paths.ts';

export type Comparison = '$eq' | '$gt' | '$gte' | '$lt' | '$lte';

/** A filter, compiled. `$ne`, `$nin` and `$exists: false` are the negations of their opposites. */
export type Condition =
  | { readonly kind: 'and'; readonly of: readonly Condition[] }
  | { readonly kind: 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | {
      readonly kind: 'compare';
      readonly path: Path;
      readonly operator: Comparison;
      readonly value: RawValue;
    }
  | {
      readonly kind: 'in';
      readonly path: Path;
      readonly values: readonly RawValue[];
      readonly keys: ReadonlySet<string>;
    }
  | { readonly kind: 'exists'; readonly path: Path }
  | { readonly kind: 'regex'; readonly path: Path; readonly pattern: RegExp };

/** Whether the document meets the condition. */
export function matches(condition: Condition, document: RawValue): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.of.every((inner) => matches(inner, document));
    case 'or':
      return condition.of.some((inner) => matches(inner, document));
    case 'not':
      return !matches(condition.of, document);
    default:
      return someValue(document, condition.path, (value) => matchesValue(condition, value));
  }
}

/** {@link matches} for one value instead of what a path leads to; `undefined` is a missing value. */
export function matchesValue(
  condition: Exclude<Condition, { kind: 'and' | 'or' | 'not' }>,
  value: RawValue | undefined,
): boolean {
  switch (condition.kind) {
    case 'compare':
      return compares(value ?? nullValue, condition.operator, condition.value);
    case 'in':
      return condition.keys.has(keyOf(value).toString('latin1'));
    case 'exists':
      return value !== undefined;
    case 'regex':
      return value?.type === BsonType.string && condition.pattern.test(textOf(value));
  }
}

/** Comparisons hold only between values of one kind; NaN equals itself and has no order. */
function compares(value: RawValue, operator: Comparison, operand: RawValue): boolean {
  if (keyTag(value) !== keyTag(operand)) return false;
  const order = compareValues(value, operand);
  if (order !== 0 && (isNaN(value) || isNaN(operand))) return false;
  switch (operator) {
    case '$eq':
      return order === 0;
    case '$gt':
      return order > 0;
    case '$gte':
      return order >= 0;
    case '$lt':
      return order < 0;
    case '$lte':
      return order <= 0;
  }
}

function isNaN(value: RawValue): boolean {
  return isNumber(value) && Number.isNaN(numberOf(value));
}
