import { compareBson, isNumeric, typeRank } from './bson-order.ts';

/*
 * What filters, sorts and updates mean, written plainly over JavaScript values. It shares no code
 * with the server and knows only what the product's documents have.
 */

export type Document = Record<string, unknown>;

export function matches(document: Document, filter: Document): boolean {
  return Object.entries(filter).every(([name, operand]) => {
    if (name === '$and') return (operand as Document[]).every((part) => matches(document, part));
    if (name === '$or') return (operand as Document[]).some((part) => matches(document, part));
    const operators = isOperators(operand) ? operand : { $eq: operand };
    return Object.entries(operators).every(([operator, value]) => {
      return meets(valuesAt(document, name.split('.')), operator, value);
    });
  });
}

/** The documents in the order of a sort document; equal ones stay as they are. */
export function sorted(documents: readonly Document[], sort: Record<string, 1 | -1>): Document[] {
  return documents.toSorted((a, b) => {
    for (const [name, direction] of Object.entries(sort)) {
      const order = compareBson(sortValue(a, name, direction), sortValue(b, name, direction));
      if (order !== 0) return order * direction;
    }
    return 0;
  });
}

/** Changes the document. */
export function update(document: Document, changes: Document): void {
  for (const [operator, fields] of Object.entries(changes)) {
    for (const [path, operand] of Object.entries(fields as Document)) {
      apply(document, operator, path, operand);
    }
  }
}

function apply(document: Document, operator: string, path: string, operand: unknown): void {
  const parts = path.split('.');
  const name = parts.pop() ?? '';
  let parent = document;
  for (const part of parts) {
    if (operator === '$unset' && parent[part] === undefined) return;
    parent = (parent[part] ??= {}) as Document;
  }
  const current = parent[name];
  if (operator === '$set') parent[name] = structuredClone(operand);
  else if (operator === '$unset') Reflect.deleteProperty(parent, name);
  else if (operator === '$inc') parent[name] = Number(current ?? 0) + Number(operand);
  else if (operator === '$min' || operator === '$max') {
    const order = current === undefined ? 0 : compareBson(operand, current);
    const isBetter = operator === '$min' ? order < 0 : order > 0;
    if (current === undefined || isBetter) parent[name] = operand;
  } else if (operator === '$push') {
    const { $each, $slice } = operand as { $each: unknown[]; $slice: number };
    const all = [...((current ?? []) as unknown[]), ...$each];
    parent[name] = $slice < 0 ? all.slice($slice) : all.slice(0, $slice);
  } else if (operator === '$addToSet') {
    const all = (current ?? []) as unknown[];
    parent[name] = all.includes(operand) ? all : [...all, operand];
  } else if (operator === '$pull' && current !== undefined) {
    parent[name] = (current as unknown[]).filter((item) => !isPulled(item, operand));
  }
}

function isPulled(item: unknown, operand: unknown): boolean {
  if (typeof operand !== 'object' || operand === null) return compareBson(item, operand) === 0;
  return matches(item as Document, operand as Document);
}

function meets(values: readonly unknown[], operator: string, operand: unknown): boolean {
  switch (operator) {
    case '$eq':
      return values.some((value) => compareBson(value, operand) === 0);
    case '$ne':
      return !meets(values, '$eq', operand);
    case '$in':
      return (operand as unknown[]).some((one) => meets(values, '$eq', one));
    case '$nin':
      return !meets(values, '$in', operand);
    case '$exists':
      return values.some((value) => value !== undefined) === operand;
    default:
      return values.some((value) => inRange(value, operator, operand));
  }
}

function inRange(value: unknown, operator: string, operand: unknown): boolean {
  if (typeRank(value) !== typeRank(operand)) return false;
  const order = compareBson(value, operand);
  const isOrdered = !isNaNValue(value) && !isNaNValue(operand);
  if (order !== 0 && !isOrdered) return false;
  if (operator === '$gt') return order > 0;
  if (operator === '$gte') return order >= 0;
  return operator === '$lt' ? order < 0 : order <= 0;
}

function isNaNValue(value: unknown): boolean {
  return isNumeric(value) && Number.isNaN(Number(value));
}

/** Everything that a path leads to: arrays are entered, and offered whole at the path's end. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [name, ...rest] = path;
  if (name === undefined) return Array.isArray(value) ? [...(value as unknown[]), value] : [value];
  if (Array.isArray(value)) {
    return value.filter(isDocument).flatMap((item) => valuesAt(item, path));
  }
  return isDocument(value) ? valuesAt(value[name], rest) : [undefined];
}

/** An array sorts by its least item upwards and by its greatest downwards. */
function sortValue(document: Document, name: string, direction: 1 | -1): unknown {
  const items = valuesAt(document, name.split('.')).filter((value) => !Array.isArray(value));
  return items.toSorted((a, b) => compareBson(a, b) * direction)[0];
}

function isOperators(value: unknown): value is Document {
  return isDocument(value) && Object.keys(value).some((name) => name.startsWith('$'));
}

function isDocument(value: unknown): value is Document {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
