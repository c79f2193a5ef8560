import type { Setbacks, Stuck } from '@app/domain';

/** Work that fails again and again, results that the store refuses included; null when there is none. */
export function stuckWork(
  { stuck }: Pick<Setbacks, 'stuck'>,
  refused: ReadonlyMap<string, Date>,
): Stuck | null {
  const [first] = refused;
  if (!first) return stuck;
  const [id, since] = first;
  if (stuck) return { ...stuck, count: stuck.count + refused.size };
  const example = `results of the target ${id} are refused by the store`;
  return { count: refused.size, since, example };
}
