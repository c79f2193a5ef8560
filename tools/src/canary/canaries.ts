/**
 * Secrets that are like nothing else, each with its place in its name: wherever one turns up, it tells which of them it is.
 * Letters and digits alone, for the strictest of the places that take one.
 */
export const canary = (place: string): string => `canary${place}7q3x9`;

/** Of exactly so many letters and digits. */
export const canaryOf = (place: string, length: number): string =>
  canary(place).padEnd(length, 'Z').slice(0, length);

/** What a canary looks like, in clear and in base64, at any offset. */
const SHAPES =
  /canary[A-Za-z]+7q3x9|Y2FuYXJ5[A-Za-z0-9+/]*|NhbmFye[A-Za-z0-9+/]*|jYW5hcn[A-Za-z0-9+/]*/g;

/** The canaries in some bytes, each once. */
export const canariesIn = (bytes: Buffer | string): string[] => [
  ...new Set(bytes.toString('latin1').match(SHAPES)),
];
