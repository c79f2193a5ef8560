const ids = new WeakMap<Error, string>();

/** A short name of one error, the same whenever it is asked for: people quote it, the log holds it. */
export function errorId(error: Error): string {
  const known = ids.get(error);
  if (known) return known;
  const id = Math.random().toString(36).slice(2, 10).padEnd(8, '0');
  ids.set(error, id);
  return id;
}
