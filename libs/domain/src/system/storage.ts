import * as z from 'zod';
import type { StoreSize } from './housekeeping.ts';

export type { StoreSize };

const bytes = z.number().int().nonnegative();

/** What the document store takes, and how long its disk will last. */
export const SystemStorage = z.object({
  /** The largest first. */
  collections: z.array(
    z.object({
      name: z.string(),
      documents: z.int().nonnegative(),
      /** Indexes included; an estimate on the embedded server. */
      bytes,
    }),
  ),
  /** What all of it takes on the disk, freed room that will be used again included. */
  bytes,
  /** Bytes that came in a day lately, negative where it became less; null until that has been watched for long enough. */
  growthPerDay: z.number().int().nullable(),
  /** Days until the disk is full if it goes on like this; null where it does not grow, or nobody knows. */
  daysUntilFull: z.int().nonnegative().nullable(),
  /** The disk of the server; null where it does not tell. */
  disk: z.object({ totalBytes: bytes, freeBytes: bytes }).nullable(),
});
export type SystemStorage = z.infer<typeof SystemStorage>;

const DAY_MS = 86_400_000;
/** Sizes are noted as often; two that far apart tell of growth. */
const NOTED_EACH_MS = DAY_MS / 4;
/** Growth is that of so many days. */
const WATCHED_MS = 30 * DAY_MS;

/** The sizes of the store that are remembered once there is another one, oldest first. */
export function withSize(known: readonly StoreSize[], size: StoreSize): StoreSize[] {
  const oldest = size.at.getTime() - WATCHED_MS;
  // Those of the future were noted by a clock that was ahead.
  const kept = known.filter(({ at }) => at.getTime() >= oldest && at <= size.at);
  const last = kept.at(-1);
  const isDue = !last || size.at.getTime() - last.at.getTime() >= NOTED_EACH_MS;
  return isDue ? [...kept, size] : kept;
}

/**
 * Returns how many bytes came in a day: the slope of the line that lies closest to the sizes (least squares), so that
 * neither a day of deletions nor one of an import decides alone. Null until they are a quarter of a day apart.
 */
export function growthPerDay(sizes: readonly StoreSize[]): number | null {
  const [first, last] = [sizes[0], sizes.at(-1)];
  if (!first || !last || last.at.getTime() - first.at.getTime() < NOTED_EACH_MS) return null;
  const days = sizes.map(({ at }) => (at.getTime() - first.at.getTime()) / DAY_MS);
  const meanDay = mean(days);
  const meanBytes = mean(sizes.map((one) => one.bytes));
  let [above, below] = [0, 0];
  for (const [index, { bytes: size }] of sizes.entries()) {
    const day = (days[index] ?? 0) - meanDay;
    above += day * (size - meanBytes);
    below += day * day;
  }
  return Math.round(above / below);
}

/** Returns how many whole days the free room lasts; null where nothing is known, or nothing comes. */
export const daysUntilFull = (freeBytes: number | null, growth: number | null): number | null =>
  freeBytes === null || growth === null || growth <= 0 ? null : Math.floor(freeBytes / growth);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
