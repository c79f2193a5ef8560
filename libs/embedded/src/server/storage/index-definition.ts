import { indexOptions } from '../../surface.ts';
import { BsonType, documentFrom, field, fieldsOf, type RawValue } from '../bson/raw-value.ts';
import { isNumber, isTrue, numberOf, textOf } from '../bson/scalars.ts';
import { BsonWriter } from '../bson/writer.ts';
import { ServerError } from '../bson/errors.ts';
import { parseStrictPath, rootOf, type Path } from '../paths.ts';
import type { Condition } from '../query/condition.ts';
import { compileFilter } from '../query/filter.ts';
import type { KeyField } from './index-keys.ts';

/** An index as its creator described it. */
export interface IndexDefinition {
  readonly name: string;
  /** The stored specification: v, key, name and the options that were given. */
  readonly spec: RawValue;
  readonly keyPattern: RawValue;
  readonly fields: readonly KeyField[];
  readonly isUnique: boolean;
  readonly isSparse: boolean;
  readonly partialFilter: RawValue | undefined;
  readonly partialCondition: Condition | undefined;
  /** The top-level fields that decide a document's keys: those of the pattern and of the filter. */
  readonly roots: readonly string[];
  readonly expireAfterSeconds: number | undefined;
}

const options: ReadonlySet<string> = new Set(indexOptions);
// The server's limit for expireAfterSeconds, about 68 years.
const maxExpireSeconds = 2_147_483_647;

/** Reads one entry of `createIndexes`. Throws 197, 67 or 9 for what cannot be an index here. */
export function parseIndexDefinition(spec: RawValue): IndexDefinition {
  for (const { name } of fieldsOf(spec)) {
    if (!options.has(name)) {
      throw new ServerError(
        197,
        `The field '${name}' is not valid for an index specification of this server.`,
      );
    }
  }
  const keyPattern = requiredField(spec, 'key', BsonType.object);
  const name = textOf(requiredField(spec, 'name', BsonType.string));
  const partialFilter = field(spec, 'partialFilterExpression');
  const isSparse = isTrue(field(spec, 'sparse'));
  if (partialFilter !== undefined && isSparse) {
    throw new ServerError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  }
  const fields = parseKeyPattern(keyPattern);
  const partialCondition = partialFilter && parsePartialFilter(partialFilter);
  const paths = [...fields.map(({ path }) => path), ...pathsOf(partialCondition)];
  return {
    name,
    spec: storedSpec(spec, keyPattern, name),
    keyPattern,
    fields,
    isUnique: isTrue(field(spec, 'unique')) || name === '_id_',
    isSparse,
    partialFilter,
    partialCondition,
    roots: [...new Set(paths.map(rootOf))],
    expireAfterSeconds: parseExpiry(field(spec, 'expireAfterSeconds'), fields),
  };
}

/** The index that every collection has. */
export function idIndexDefinition(): IndexDefinition {
  const writer = new BsonWriter();
  writer.fields({ v: 2, key: { _id: 1 }, name: '_id_' });
  return parseIndexDefinition(documentFrom(writer.finish()));
}

/** The fields of a key pattern. Throws 67 for anything but 1 and -1. */
export function parseKeyPattern(pattern: RawValue): KeyField[] {
  const fields = fieldsOf(pattern).map(({ name, value }): KeyField => {
    const direction = isNumber(value) ? Math.sign(numberOf(value)) : 0;
    if (direction !== 1 && direction !== -1) {
      throw new ServerError(
        67,
        `Values in the index key pattern must be 1 or -1, which '${name}' is not.`,
      );
    }
    return { path: parseStrictPath(name), direction };
  });
  if (fields.length === 0) throw new ServerError(67, 'Index keys cannot be empty.');
  return fields;
}

function requiredField(spec: RawValue, name: string, type: number): RawValue {
  const value = field(spec, name);
  if (value?.type !== type) {
    throw new ServerError(
      9,
      `The '${name}' field is a required property of an index specification.`,
    );
  }
  return value;
}

function parseExpiry(value: RawValue | undefined, fields: readonly KeyField[]): number | undefined {
  if (value === undefined) return undefined;
  if (!isNumber(value) || numberOf(value) < 0 || numberOf(value) > maxExpireSeconds) {
    throw new ServerError(
      67,
      `TTL index 'expireAfterSeconds' must be a number from 0 to ${String(maxExpireSeconds)}.`,
    );
  }
  if (fields.length > 1) {
    throw new ServerError(
      67,
      'TTL indexes are single-field indexes, compound indexes do not support TTL.',
    );
  }
  return numberOf(value);
}

function parsePartialFilter(filter: RawValue): Condition {
  if (filter.type !== BsonType.object) {
    throw new ServerError(14, "The field 'partialFilterExpression' must be an object.");
  }
  const condition = compileFilter(filter);
  refuseNegations(condition);
  return condition;
}

function refuseNegations(condition: Condition): void {
  if (condition.kind === 'not' || condition.kind === 'regex') {
    throw new ServerError(
      67,
      'unsupported expression in partial index: use equality, $in, $exists: true, $gt, $gte, $lt, $lte, $and and $or.',
    );
  }
  if (condition.kind === 'and' || condition.kind === 'or') condition.of.forEach(refuseNegations);
}

function pathsOf(condition: Condition | undefined): Path[] {
  if (condition === undefined) return [];
  if (condition.kind === 'and' || condition.kind === 'or') return condition.of.flatMap(pathsOf);
  return condition.kind === 'not' ? pathsOf(condition.of) : [condition.path];
}

function storedSpec(spec: RawValue, keyPattern: RawValue, name: string): RawValue {
  const writer = new BsonWriter();
  writer.fields({ v: 2, key: keyPattern, name });
  for (const option of fieldsOf(spec)) {
    if (!['v', 'key', 'name'].includes(option.name)) writer.raw(option.name, option.value);
  }
  return documentFrom(writer.finish());
}
