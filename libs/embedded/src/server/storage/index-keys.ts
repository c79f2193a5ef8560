import {
  BsonType,
  emptyArrayValue,
  fieldByName,
  itemsOf,
  type RawValue,
} from '../bson/raw-value.ts';
import { ServerError } from '../bson/errors.ts';
import { KeyBuilder, type Direction } from '../keys.ts';
import type { Path } from '../paths.ts';

export interface KeyField {
  readonly path: Path;
  readonly direction: Direction;
}

export interface DocumentKey {
  readonly bytes: Buffer;
  /** One per field of the pattern; `undefined` where the document has nothing. */
  readonly values: readonly (RawValue | undefined)[];
}

/** A document's keys under one pattern. */
export interface DocumentKeys {
  /** Without duplicates; empty only when nothing exists and `sparse` was asked for. */
  readonly keys: readonly DocumentKey[];
  /** An array was on one of the paths. */
  readonly isMultikey: boolean;
}

/** How far one component has been followed into the document. */
interface Progress {
  readonly value: RawValue | undefined;
  readonly depth: number;
  /** The value is final: a path's end or an item of the array at its end. */
  readonly isDone: boolean;
}

const builder = new KeyBuilder();

/**
 * The keys of a document: one, or one per item when a path crosses an array.
 * Throws 171 when two paths cross different arrays.
 */
export function keysOf(
  document: RawValue,
  fields: readonly KeyField[],
  sparse: boolean,
): DocumentKeys {
  const start = fields.map((): Progress => ({ value: document, depth: 0, isDone: false }));
  const found = new Map<string, DocumentKey>();
  let isMultikey = false;
  const collect = (progress: readonly Progress[]): void => {
    const reached = progress.map((one, index) => follow(one, fields[index]));
    const array = commonArray(reached, fields);
    if (array !== undefined) {
      isMultikey = true;
      expand(reached, array, fields, collect);
      return;
    }
    if (sparse && reached.every(({ value }) => value === undefined)) return;
    const values = reached.map(({ value }) => value);
    values.forEach((value, index) => builder.add(value, fields[index]?.direction ?? 1));
    const bytes = builder.take();
    found.set(isMultikey ? bytes.toString('latin1') : '', { bytes, values });
  };
  collect(start);
  return { keys: [...found.values()], isMultikey };
}

/** Walks through sub-documents until the path ends, leads nowhere or meets an array. */
function follow(progress: Progress, field: KeyField | undefined): Progress {
  const parts = field?.path.parts ?? [];
  let { value, depth } = progress;
  if (progress.isDone) return progress;
  while (depth < parts.length) {
    const part = parts[depth];
    if (part === undefined || value === undefined) break;
    if (value.type === BsonType.array) {
      const item: RawValue | undefined =
        part.position < 0 ? undefined : itemsOf(value)[part.position];
      if (item === undefined) return { value, depth, isDone: false };
      value = item;
    } else {
      value = value.type === BsonType.object ? fieldByName(value, part.bytes) : undefined;
    }
    depth += 1;
  }
  return { value, depth, isDone: value?.type !== BsonType.array };
}

/** The array at which components wait, which must be one for all of them. */
function commonArray(
  progress: readonly Progress[],
  fields: readonly KeyField[],
): RawValue | undefined {
  let array: RawValue | undefined;
  let owner = '';
  progress.forEach(({ value, isDone }, index) => {
    if (isDone || value === undefined) return;
    const text = fields[index]?.path.text ?? '';
    if (array !== undefined && array.start !== value.start) {
      throw new ServerError(171, `cannot index parallel arrays [${text}] [${owner}]`);
    }
    array = value;
    owner = text;
  });
  return array;
}

function expand(
  progress: readonly Progress[],
  array: RawValue,
  fields: readonly KeyField[],
  collect: (progress: readonly Progress[]) => void,
): void {
  const items = itemsOf(array);
  const choices = items.length === 0 ? [undefined] : items;
  for (const item of choices) {
    collect(
      progress.map((one, index) => {
        if (one.isDone) return one;
        const isPathEnd = one.depth === fields[index]?.path.parts.length;
        if (isPathEnd) return { ...one, value: item ?? emptyArrayValue, isDone: true };
        const value = item?.type === BsonType.object ? item : undefined;
        return { value, depth: one.depth, isDone: value === undefined };
      }),
    );
  }
}
