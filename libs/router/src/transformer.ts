import { TRPCError } from '@trpc/server';
import superjson, { type SuperJSONResult } from 'superjson';
import { serializeOutput } from './serialize-output.ts';

/** Deepest nesting of an input; the deepest that the contract knows is far below. */
const MAX_DEPTH = 32;

/** Types that an input may name besides those of JSON; all others could only do harm. */
const ACCEPTED_TYPES = new Set(['Date', 'undefined']);

const refuse = (message: string): never => {
  throw new TRPCError({ code: 'BAD_REQUEST', message });
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function refuseDeep(value: unknown, depth = 0): void {
  if (!isObject(value)) return;
  if (depth >= MAX_DEPTH) refuse(`The input is nested more than ${MAX_DEPTH} levels deep.`);
  for (const member of Object.values(value)) refuseDeep(member, depth + 1);
}

/** A tree of type names as superjson writes it: names in lists, members by key in between. */
function refuseTypes(types: unknown): void {
  if (typeof types === 'string' && !ACCEPTED_TYPES.has(types)) {
    refuse('The input names a type that is not accepted. Send JSON, and times as Date.');
  }
  if (isObject(types)) Object.values(types).forEach(refuseTypes);
}

function deserialize(input: unknown): unknown {
  if (isObject(input) && !Array.isArray(input) && Object.keys(input).length === 0) return undefined;
  if (!isObject(input) || !('json' in input)) {
    return refuse('The input must be an object with the member "json".');
  }
  refuseDeep(input);
  const values: unknown =
    'meta' in input && isObject(input.meta) ? Reflect.get(input.meta, 'values') : undefined;
  if (values === undefined) return input.json;
  refuseTypes(values);
  try {
    return superjson.deserialize({ json: input.json, meta: { values } } as SuperJSONResult);
  } catch {
    return refuse('The member "meta" of the input does not fit its "json".');
  }
}

/**
 * superjson, with what clients may send kept to JSON and times: no regular expressions, no class instances,
 * no references, no bottomless nesting.
 */
export const transformer = {
  input: { serialize: (value: unknown) => superjson.serialize(value), deserialize },
  output: {
    serialize: serializeOutput,
    deserialize: (value: SuperJSONResult): unknown => superjson.deserialize(value),
  },
};
