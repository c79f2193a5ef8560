/** How often per second `work` can be done, one after the other. */
export async function perSecond(
  count: number,
  work: (number: number) => Promise<unknown>,
): Promise<number> {
  const before = performance.now();
  for (let number = 0; number < count; number += 1) await work(number);
  return (count * 1000) / (performance.now() - before);
}

/** The nearest-rank percentile; `rank` is from 0 to 1. */
export function percentile(values: readonly number[], rank: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * rank) - 1)] ?? Number.NaN;
}
