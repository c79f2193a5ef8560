import type { Check } from '@app/domain';
import type { ResultStore } from '@app/monitoring';
import { aCheck, at } from './fixtures.ts';

/** Checks every five minutes. */
export const series = (from: number, to: number): Check[] => {
  const checks: Check[] = [];
  for (let s = from; s < to; s += 300) checks.push(aCheck(at(s)));
  return checks;
};

export const append = (results: ResultStore, targetId: string, checks: readonly Check[]) =>
  results.append([{ targetId, checks }]);

export const checksOf = async (results: ResultStore, ...range: Parameters<ResultStore['range']>) =>
  (await Array.fromAsync(results.range(...range))).flat();

export const FOREVER = [at(-1e9), at(1e9)] as const;
