import superjson, { type SuperJSONResult } from 'superjson';

/** Deeper than any answer; what goes round in circles ends here, too. */
const MAX_DEPTH = 64;
/** What a path is cut at, and the names that superjson refuses. */
const SPECIAL_NAME = /[.\\]|^(?:__proto__|constructor|prototype)$/;

/** Something that JSON does not write as it is read again, besides times: superjson knows what to do. */
class NotPlain extends Error {}

/**
 * What superjson makes of an answer (its format, version 1: JSON, and beside it the path of each time), without the search for
 * objects that occur twice and without a copy of everything: an answer that holds nothing but JSON and times is handed on as
 * it is. A field that is undefined is left out, as JSON does. All other answers superjson takes itself.
 */
export function serializeOutput(value: unknown): SuperJSONResult {
  const dates: Record<string, ['Date']> = {};
  let isPlain = true;
  try {
    collectDates(value, '', { dates, depth: 0 });
  } catch (error) {
    if (!(error instanceof NotPlain)) throw error;
    isPlain = false;
  }
  if (!isPlain || value instanceof Date) return superjson.serialize(value);
  const json = value as SuperJSONResult['json'];
  return Object.keys(dates).length > 0 ? { json, meta: { values: dates, v: 1 } } : { json };
}

interface Found {
  readonly dates: Record<string, ['Date']>;
  readonly depth: number;
}

function collectDates(value: unknown, path: string, found: Found): void {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return;
    case 'number':
      if (!Number.isFinite(value) || Object.is(value, -0)) throw new NotPlain();
      return;
    case 'object':
      if (value !== null) collectInObject(value, path, found);
      return;
    default:
      throw new NotPlain();
  }
}

function collectInObject(value: object, path: string, { dates, depth }: Found): void {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new NotPlain();
    dates[path] = ['Date'];
    return;
  }
  if (depth >= MAX_DEPTH) throw new NotPlain();
  const inner = { dates, depth: depth + 1 };
  const prefix = path === '' ? '' : `${path}.`;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      collectDates(value[index], prefix + String(index), inner);
    }
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || 'toJSON' in value)
    throw new NotPlain();
  for (const [name, member] of Object.entries(value)) {
    if (SPECIAL_NAME.test(name) || name === '') throw new NotPlain();
    if (member !== undefined) collectDates(member, prefix + name, inner);
  }
}
