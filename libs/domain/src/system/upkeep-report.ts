import * as z from 'zod';
import type { Trouble } from '../alert/system-trouble.ts';
import { describeUpkeep } from '../text/upkeep.ts';
import { isUnderWay, UPKEEP_NAMES, type UpkeepName, type UpkeepRecord } from '../upkeep/upkeep.ts';

/** One kind of the work that keeps the installation in order. */
export const UpkeepItem = z.object({
  name: z.enum(UPKEEP_NAMES),
  /** `off`: it is not done here. `none`: its first time is still to come. */
  state: z.enum(['off', 'none', 'ok', 'failed']),
  isRunning: z.boolean(),
  /** When it was done last, well or not; null for never, as are the next two. */
  lastAt: z.date().nullable(),
  /** How long that took. */
  seconds: z.number().nonnegative().nullable(),
  /** What came of it, in words. */
  result: z.string().nullable(),
  lastGoodAt: z.date().nullable(),
  /** When it is due; null where it is not done here. */
  nextAt: z.date().nullable(),
});
export type UpkeepItem = z.infer<typeof UpkeepItem>;

export const SystemUpkeep = z.object({ at: z.date(), items: z.array(UpkeepItem) });
export type SystemUpkeep = z.infer<typeof SystemUpkeep>;

export interface UpkeepSetup {
  /** There is a place for backups. */
  readonly hasBackups: boolean;
  /** What is older than it is kept is archived before it is deleted. */
  readonly hasArchive: boolean;
}

/** The upkeep of the installation as people see it, each kind in the same place. */
export const reportUpkeep = (
  records: readonly UpkeepRecord[],
  setup: UpkeepSetup,
  now: Date,
): SystemUpkeep => ({
  at: now,
  items: UPKEEP_NAMES.map((name) =>
    itemOf(name, {
      record: records.find((one) => one.name === name),
      isOff: isOff(name, setup),
      now,
    }),
  ),
});

const isOff = (name: UpkeepName, { hasBackups, hasArchive }: UpkeepSetup): boolean =>
  name === 'backup' || name === 'restore-drill' ? !hasBackups : name === 'archive' && !hasArchive;

function itemOf(
  name: UpkeepName,
  { record, isOff, now }: { record: UpkeepRecord | undefined; isOff: boolean; now: Date },
): UpkeepItem {
  const last = record?.last ?? null;
  return {
    name,
    state: isOff ? 'off' : last ? (last.fault ? 'failed' : 'ok') : 'none',
    isRunning: record !== undefined && isUnderWay(record, now),
    lastAt: last?.endedAt ?? null,
    seconds: last && Math.max(0, last.endedAt.getTime() - last.startedAt.getTime()) / 1_000,
    result: last && describeUpkeep(name, last),
    lastGoodAt: record?.lastGood?.endedAt ?? null,
    nextAt: isOff ? null : (record?.dueAt ?? null),
  };
}

/** Upkeep whose failure has an alert of its own. */
const TOLD_APART: readonly UpkeepName[] = ['backup', 'restore-drill'];

/** Names upkeep whose last time failed. */
export function upkeepTroubles(
  records: readonly Pick<UpkeepRecord, 'name' | 'last' | 'lastGood'>[],
): Trouble[] {
  return records.flatMap(({ name, last, lastGood }): Trouble[] => {
    const fault = TOLD_APART.includes(name) ? null : last?.fault;
    if (!fault) return [];
    const fact = {
      is: 'upkeep-failed',
      task: name,
      fault,
      lastGoodAt: lastGood?.endedAt ?? null,
    } as const;
    return [{ key: `upkeep:${name}`, severity: 'warning', fact }];
  });
}
