import { queryOperators, type QueryOperator } from '../../surface.ts';
import { BsonType, field, fieldsOf, itemsOf, type RawValue } from '../bson/raw-value.ts';
import { isTrue } from '../bson/scalars.ts';
import { ServerError } from '../bson/errors.ts';
import { keyOf } from '../keys.ts';
import { parsePath, type Path } from '../paths.ts';
import type { Condition } from './condition.ts';
import { compileRegex } from './regex.ts';

const known: ReadonlySet<string> = new Set(queryOperators);

/** Compiles a filter document. Throws 2 (BadValue) for operators outside the surface. */
export function compileFilter(filter: RawValue): Condition {
  const of: Condition[] = [];
  for (const { name, value } of fieldsOf(filter)) {
    if (name === '$and' || name === '$or') of.push(compileList(name, value));
    else if (name.startsWith('$')) {
      throw new ServerError(2, `unknown top level operator: ${name}`);
    } else of.push(...compileField(parsePath(name), value));
  }
  const [only] = of;
  return only !== undefined && of.length === 1 ? only : { kind: 'and', of };
}

/** The conditions of one field's operand: a value to equal or a document of operators. */
export function compileField(path: Path, operand: RawValue): Condition[] {
  if (operand.type === BsonType.regex)
    return [{ kind: 'regex', path, pattern: compileRegex(operand) }];
  if (!isOperatorDocument(operand)) return [equality(path, operand)];
  return fieldsOf(operand)
    .filter(({ name }) => name !== '$options' || field(operand, '$regex') === undefined)
    .map(({ name, value }) => {
      if (!known.has(name)) throw new ServerError(2, `unknown operator: ${name}`);
      return compileOperator(path, name as QueryOperator, value, operand);
    });
}

/** Whether a document's first field makes it a document of operators. */
export function isOperatorDocument(value: RawValue): boolean {
  if (value.type !== BsonType.object || value.end - value.start <= 5) return false;
  return value.bytes[value.start + 5] === 0x24;
}

function compileOperator(
  path: Path,
  operator: QueryOperator,
  value: RawValue,
  siblings: RawValue,
): Condition {
  switch (operator) {
    case '$eq':
      return equality(path, value);
    case '$ne':
      refuseRegex(value, "Can't have regex as arg to $ne.");
      return { kind: 'not', of: equality(path, value) };
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      refuseRegex(value, `Can't have RegEx as arg to predicate over field '${path.text}'.`);
      return { kind: 'compare', path, operator, value };
    case '$in':
      return compileIn(path, operator, value);
    case '$nin':
      return { kind: 'not', of: compileIn(path, operator, value) };
    case '$exists': {
      const exists: Condition = { kind: 'exists', path };
      return isTrue(value) ? exists : { kind: 'not', of: exists };
    }
    case '$regex':
      return { kind: 'regex', path, pattern: compileRegex(value, field(siblings, '$options')) };
    case '$options':
      throw new ServerError(2, '$options needs a $regex');
    case '$and':
    case '$or':
      throw new ServerError(2, `unknown operator: ${operator}`);
  }
}

function equality(path: Path, value: RawValue): Condition {
  refuseRegex(value, '$eq with a regular expression is not supported. Use $regex.');
  return { kind: 'compare', path, operator: '$eq', value };
}

function compileIn(path: Path, operator: string, list: RawValue): Condition {
  if (list.type !== BsonType.array) throw new ServerError(2, `${operator} needs an array`);
  const values = itemsOf(list);
  for (const value of values) {
    refuseRegex(
      value,
      `${operator} with a regular expression is not supported. Use $or of $regex.`,
    );
    if (isOperatorDocument(value)) throw new ServerError(2, `cannot nest $ under ${operator}`);
  }
  return {
    kind: 'in',
    path,
    values,
    keys: new Set(values.map((value) => keyOf(value).toString('latin1'))),
  };
}

function compileList(operator: '$and' | '$or', list: RawValue): Condition {
  if (list.type !== BsonType.array)
    throw new ServerError(2, `${operator} argument must be an array`);
  const items = itemsOf(list);
  if (items.length === 0) {
    throw new ServerError(2, '$and/$or/$nor must be a nonempty array');
  }
  const of = items.map((item) => {
    if (item.type !== BsonType.object) {
      throw new ServerError(2, '$or/$and/$nor entries need to be full objects');
    }
    return compileFilter(item);
  });
  return { kind: operator === '$and' ? 'and' : 'or', of };
}

function refuseRegex(value: RawValue, message: string): void {
  if (value.type === BsonType.regex) throw new ServerError(2, message);
}
