import { stableHash } from './stable-hash.ts';

/**
 * An id that is a function of what it names: who makes it twice makes the same one, so a step that is repeated
 * stores nothing twice. 24 hexadecimal digits, as every id.
 */
export const namedId = (...parts: readonly (string | number)[]): string =>
  [0, 1, 2]
    .map((part) => stableHash(JSON.stringify([part, ...parts])))
    .map((hash) => hash.toString(16).padStart(8, '0'))
    .join('');
