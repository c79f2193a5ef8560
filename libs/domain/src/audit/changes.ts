import { MASK } from '../common/mask.ts';
import type { AuditFields } from './entry.ts';

/** A thing at one moment: every field by its path, as people may see it, and the values that they may not. */
export interface AuditSnapshot {
  readonly name: string | null;
  readonly fields: ReadonlyMap<string, unknown>;
  /** Never stored: they only tell whether a secret is another one afterwards. */
  readonly secrets: ReadonlyMap<string, unknown>;
}

/** Longest value, in characters of JSON. */
const MAX_VALUE = 500;
/** Longest side of an entry, in characters of JSON. */
const MAX_SIDE = 8_000;

/**
 * Takes a thing as people see it, and as it is: what differs between the two is a secret.
 *
 * @param shown secrets masked
 * @param real the same thing with its secrets in clear
 */
export function auditSnapshot(name: string | null, shown: object, real: object): AuditSnapshot {
  const fields = flat(shown);
  const clear = flat(real);
  const secrets = new Map(
    [...fields.keys()].flatMap((path): [string, unknown][] => {
      const value = clear.get(path);
      return same(value, fields.get(path)) ? [] : [[path, value]];
    }),
  );
  return { name, fields, secrets };
}

/** The fields that differ between two moments, on both sides, as JSON that is stored; null for a side that is not there. */
export function auditChanges(
  before: AuditSnapshot | null,
  after: AuditSnapshot | null,
): { before: string | null; after: string | null; cut: boolean } {
  const isChanged = (path: string): boolean =>
    !before ||
    !after ||
    !same(before.fields.get(path), after.fields.get(path)) ||
    !same(before.secrets.get(path), after.secrets.get(path));
  const paths = new Set([...(before?.fields.keys() ?? []), ...(after?.fields.keys() ?? [])]);
  const changed = [...paths].filter(isChanged);
  const sides = [before, after].map((side) => side && sideOf(side, changed));
  return {
    before: sides[0]?.json ?? null,
    after: sides[1]?.json ?? null,
    cut: sides.some((side) => side?.cut),
  };
}

function sideOf(
  { fields, secrets }: AuditSnapshot,
  paths: readonly string[],
): { json: string; cut: boolean } {
  const side: AuditFields = {};
  let cut = false;
  let left = MAX_SIDE;
  for (const path of paths) {
    if (!fields.has(path)) continue;
    const value = shortened(masked(fields.get(path), secrets.has(path)));
    left -= path.length + value.json.length + 4;
    cut ||= value.cut || left < 0;
    if (left >= 0) side[path.toWellFormed()] = JSON.parse(value.json) as unknown;
  }
  return { json: JSON.stringify(side), cut };
}

/** Shows of a secret what its own mask shows, if it has one. */
const masked = (shown: unknown, isSecret: boolean): unknown =>
  isSecret && !(typeof shown === 'string' && shown.includes(MASK)) ? MASK : shown;

function shortened(value: unknown): { json: string; cut: boolean } {
  const json = JSON.stringify(value ?? null);
  if (json.length <= MAX_VALUE) return { json, cut: false };
  const text = typeof value === 'string' ? value : json;
  return { json: JSON.stringify(`${text.slice(0, MAX_VALUE / 2).toWellFormed()}…`), cut: true };
}

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** Objects by the paths of their fields; lists and dates are values. */
function flat(thing: object, prefix = ''): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(thing)) {
    if (value === undefined) continue;
    const path = prefix + name;
    if (isGroup(value)) for (const one of flat(value, `${path}.`)) fields.set(...one);
    else fields.set(path, value);
  }
  return fields;
}

const isGroup = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
