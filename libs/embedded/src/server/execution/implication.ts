import { compareValues, keyTag } from '../keys.ts';
import { matchesValue, type Condition } from '../query/condition.ts';

type FieldCondition = Exclude<Condition, { kind: 'and' | 'or' | 'not' }>;

/**
 * Whether every document that meets `filter` is certain to meet `required`. A cautious "no" costs
 * speed only; a wrong "yes" would hide documents behind a partial or sparse index.
 */
export function implies(filter: Condition, required: Condition): boolean {
  if (required.kind === 'and') return required.of.every((part) => implies(filter, part));
  if (required.kind === 'or') return required.of.some((part) => implies(filter, part));
  if (required.kind === 'not') return false;
  if (filter.kind === 'and') return filter.of.some((part) => implies(part, required));
  if (filter.kind === 'or') return filter.of.every((part) => implies(part, required));
  if (filter.kind === 'not' || filter.path.text !== required.path.text) return false;
  return fieldImplies(filter, required);
}

function fieldImplies(filter: FieldCondition, required: FieldCondition): boolean {
  if (required.kind === 'exists')
    return !matchesValue(filter, undefined) || filter.kind === 'exists';
  if (filter.kind === 'in') {
    return (
      filter.values.length > 0 && filter.values.every((value) => matchesValue(required, value))
    );
  }
  if (filter.kind !== 'compare') return false;
  if (filter.operator === '$eq') return matchesValue(required, filter.value);
  if (required.kind !== 'compare') return false;
  return rangeWithin(filter, required);
}

/** `path > 5` implies `path > 3`: the same direction, and the same kind of value. */
function rangeWithin(
  filter: Extract<Condition, { kind: 'compare' }>,
  required: Extract<Condition, { kind: 'compare' }>,
): boolean {
  if (required.operator === '$eq' || keyTag(filter.value) !== keyTag(required.value)) return false;
  const isUpward = filter.operator.startsWith('$gt');
  if (required.operator.startsWith('$gt') !== isUpward) return false;
  const order = compareValues(filter.value, required.value) * (isUpward ? 1 : -1);
  const isStricter = filter.operator === required.operator || required.operator.endsWith('e');
  return isStricter ? order >= 0 : order > 0;
}
