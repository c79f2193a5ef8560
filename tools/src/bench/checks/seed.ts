import {
  type Check,
  DEFAULT_TARGET_SETTINGS,
  hourOf,
  type HourTotals,
  initialState,
  nextSlot,
  type TargetRecord,
} from '@app/domain';
import { newId, type Stores } from '@app/persistence';
import type { NamePlan } from './name-plan.ts';

/** Inserts that run at the same time. */
const BATCH_SIZE = 100;

/** A target of the bench; `number` is the path that the site knows it by. */
export interface Seeded {
  id: string;
  number: number;
}

const HOUR_MS = 3_600_000;
/** As many as a target of some age carries. */
const HOURS = 25;

export interface SeedPlan {
  targets: number;
  intervalSeconds: number;
  ports: readonly number[];
  from: Date;
  /** Names instead of addresses. */
  names?: Pick<NamePlan, 'hostOf'>;
  /** Number of the first target; 0 unless others were added before. */
  first?: number;
  /** Whether a target may have an id, which decides when it is checked; any id unless said. */
  mayHaveId?: (id: string) => boolean;
}

/** Adds targets with a day behind them, due in their slots from an instant on. */
export async function seedTargets(
  stores: Pick<Stores, 'targets'>,
  plan: SeedPlan,
): Promise<Seeded[]> {
  const { first = 0, mayHaveId = () => true } = plan;
  const seeded: Seeded[] = [];
  while (seeded.length < plan.targets) {
    const lot = Array.from(
      { length: Math.min(BATCH_SIZE, plan.targets - seeded.length) },
      (_, index) => ({
        id: idFor(mayHaveId),
        number: first + seeded.length + index,
      }),
    );
    await Promise.all(
      lot.map((one) => stores.targets.insert(record(one, plan), { unique: false })),
    );
    seeded.push(...lot);
  }
  return seeded;
}

function idFor(mayHaveId: (id: string) => boolean): string {
  let id = newId();
  while (!mayHaveId(id)) id = newId();
  return id;
}

function record({ id, number }: Seeded, plan: Omit<SeedPlan, 'targets'>): TargetRecord {
  const { intervalSeconds, ports, from, names } = plan;
  const url = `http://${names?.hostOf(number) ?? '127.0.0.1'}:${ports[number % ports.length]}/${number}`;
  return {
    ...DEFAULT_TARGET_SETTINGS,
    id,
    url,
    urlKey: url,
    name: `Site ${number}`,
    intervalSeconds,
    createdAt: from,
    updatedAt: from,
    pausedAt: null,
    removedAt: null,
    version: 1,
    state: initialState(from),
    lastCheck: null,
    schedule: {
      dueAt: nextSlot(id, intervalSeconds, from),
      urgent: null,
      lease: null,
      silentAt: new Date(from.getTime() + 3 * intervalSeconds * 1_000),
    },
    certificate: null,
    domain: null,
    recent: pastChecks(number, plan),
    hours: pastDay(from),
    gaps: [],
    intents: [],
  };
}

/** Totals of a day, because they are read and written with each check of a target that is not new. */
const pastDay = (now: Date): HourTotals[] =>
  Array.from({ length: HOURS }, (_, index) => ({
    hour: new Date(hourOf(now).getTime() - (HOURS - 1 - index) * HOUR_MS),
    good: 12,
    failed: 0,
    inconclusive: 0,
    timed: 12,
    sumMs: 600.5,
    maxMs: 61.25,
  }));

/** Checks that a target carries before the older ones are archived: every number from the fewest on, equally often. */
const CARRIED = { fewest: 8, numbers: 16 };

/** A different number for each target, so that as many are archived in every second as in a year. */
const pastChecks = (
  number: number,
  { intervalSeconds, from }: { intervalSeconds: number; from: Date },
): Check[] =>
  Array.from({ length: CARRIED.fewest + (number % CARRIED.numbers) }, (_, index) => {
    const slot = new Date(from.getTime() - (index + 1) * intervalSeconds * 1_000);
    return {
      at: slot,
      slot,
      kind: 'http' as const,
      origin: 'scheduled' as const,
      confirmation: false,
      outcome: 'ok' as const,
      statusCode: 200,
      latencyMs: 51.25,
      phases: { dnsMs: null, connectMs: 0.5, tlsMs: null, firstByteMs: 50.5, transferMs: 0.25 },
      address: '127.0.0.1',
      attempts: 1,
      failure: null,
    };
  }).reverse();
