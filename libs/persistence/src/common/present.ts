/**
 * The fields of an object that have a value. The driver would store `undefined` as null, and a filter
 * must never lose a condition silently, so absent fields are dropped here and nowhere else.
 */
export function present<T extends object>(fields: T): T {
  const kept: Partial<T> = {};
  for (const name of Object.keys(fields) as (keyof T)[]) {
    if (fields[name] !== undefined) kept[name] = fields[name];
  }
  return kept as T;
}
