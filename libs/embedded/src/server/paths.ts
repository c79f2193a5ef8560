import { BsonType, fieldByName, itemsOf, type RawValue } from './bson/raw-value.ts';
import { ServerError } from './bson/errors.ts';

export interface PathPart {
  readonly name: string;
  readonly bytes: Buffer;
  /** The array position that the part can mean, or -1. */
  readonly position: number;
}

/** A dotted path, taken apart once. */
export interface Path {
  readonly text: string;
  readonly parts: readonly PathPart[];
}

export function parsePath(text: string): Path {
  const parts = text.split('.').map((name) => ({
    name,
    bytes: Buffer.from(name),
    position: /^(0|[1-9][0-9]{0,8})$/.test(name) ? Number(name) : -1,
  }));
  return { text, parts };
}

/** The name of the top-level field that a path begins with. */
export function rootOf({ parts }: Path): string {
  return parts[0]?.name ?? '';
}

/** {@link parsePath} for places where MongoDB allows no empty part. */
export function parseStrictPath(text: string): Path {
  const path = parsePath(text);
  if (path.parts.some((part) => part.name === '')) {
    throw new ServerError(
      56,
      `The path '${text}' has an empty part, which is not allowed. Remove the surplus dot.`,
    );
  }
  return path;
}

/**
 * Whether `test` holds for any value that a query on `path` sees: arrays on the way are entered,
 * an array at the end is offered item by item and then whole, and a path that leads nowhere
 * is offered once as `undefined`.
 */
export function someValue(
  document: RawValue,
  path: Path,
  test: (value: RawValue | undefined) => boolean,
): boolean {
  return inDocument(document, path.parts, 0, test);
}

type Test = (value: RawValue | undefined) => boolean;

function inDocument(
  document: RawValue,
  parts: readonly PathPart[],
  depth: number,
  test: Test,
): boolean {
  const part = parts[depth];
  if (part === undefined) return false;
  return below(fieldByName(document, part.bytes), parts, depth + 1, test);
}

function below(
  value: RawValue | undefined,
  parts: readonly PathPart[],
  depth: number,
  test: Test,
): boolean {
  if (value?.type === BsonType.array) return inArray(value, parts, depth, test);
  if (depth === parts.length) return test(value);
  if (value?.type === BsonType.object) return inDocument(value, parts, depth, test);
  return test(undefined);
}

function inArray(array: RawValue, parts: readonly PathPart[], depth: number, test: Test): boolean {
  const items = itemsOf(array);
  const part = parts[depth];
  if (part === undefined) return items.some(test) || test(array);
  if (items.some((item) => item.type === BsonType.object && inDocument(item, parts, depth, test))) {
    return true;
  }
  const item = part.position < 0 ? undefined : items[part.position];
  return item !== undefined && below(item, parts, depth + 1, test);
}
