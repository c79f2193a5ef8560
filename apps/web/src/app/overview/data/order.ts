import { STATUS_RANK, type Target } from '@app/domain';

const rank = ({ status }: Target): number => STATUS_RANK[status];

/** Worst first; targets of equal status keep their order. */
export const worstFirst = (targets: readonly Target[]): Target[] =>
  [...targets].sort((a, b) => rank(a) - rank(b));

/** True when a target that is not loaded would stand before the last loaded one. */
export function belongsAmong(target: Target, loaded: readonly Target[]): boolean {
  const last = loaded.at(-1);
  return !last || rank(target) < rank(last);
}
