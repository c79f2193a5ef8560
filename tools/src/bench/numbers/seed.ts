import {
  type Check,
  DEFAULT_TARGET_SETTINGS,
  hourOf,
  initialState,
  nextSlot,
  type Status,
  type TargetRecord,
} from '@app/domain';
import { type connect, newId, type Stores } from '@app/persistence';
import { type DayTemplate, dayTemplate, storeDays } from '@app/persistence/testing';

type Connection = Awaited<ReturnType<typeof connect>>;

export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const INTERVAL_S = 300;
const INSERTED_AT_ONCE = 100;
/** Days of targets that are stored with one write. */
const STORED_AT_ONCE = 1_000;
const TEMPLATES = 64;

/** Always the same numbers from 0 to 1. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function checkAt(slot: number, random: () => number): Check {
  const isFailed = random() < 0.002;
  const latencyMs = 40 + random() * 30 + (random() < 0.02 ? 400 * random() : 0);
  return {
    at: new Date(slot + Math.floor(random() * 20)),
    slot: new Date(slot),
    kind: 'http',
    origin: 'scheduled',
    confirmation: false,
    outcome: isFailed ? 'failed' : 'ok',
    statusCode: isFailed ? 503 : 200,
    latencyMs: isFailed ? null : latencyMs,
    phases: {
      dnsMs: 1 + random(),
      connectMs: 5 + random() * 3,
      tlsMs: 9 + random() * 6,
      firstByteMs: latencyMs - 20,
      transferMs: 0.5,
    },
    address: '192.0.2.1',
    attempts: isFailed ? 3 : 1,
    failure: isFailed
      ? { class: 'status', code: '503', fact: { is: 'status', expected: '200-399' } }
      : null,
  };
}

/** Checks of a day, each variety with slots and times of its own. */
function templates(day: Date): DayTemplate[] {
  return Array.from({ length: TEMPLATES }, (_, variety) => {
    const random = numbersFrom(variety + 1);
    const first = day.getTime() + Math.floor(random() * INTERVAL_S) * 1_000;
    const checks = Array.from({ length: (24 * 3_600) / INTERVAL_S }, (_one, index) =>
      checkAt(first + index * INTERVAL_S * 1_000, random),
    );
    return dayTemplate(day, checks, { up: 86_100, down: 300, unknown: 0, paused: 0 });
  });
}

export interface Seeded {
  ids: string[];
  /** Checks of which every detail is stored. */
  checks: number;
}

export interface SeedPlan {
  targets: number;
  /** Days that have every check, up to yesterday, and days that have a record. */
  days: number;
  records: number;
  now: Date;
  /** Yesterday is left out: it is still to be closed. */
  isYesterdayOpen?: boolean;
}

const startOfDay = (at: Date): Date => new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS);

/** Adds targets with their history. */
export async function seedTargets(
  { stores, connection }: { stores: Stores; connection: Connection },
  plan: SeedPlan,
): Promise<Seeded> {
  const ids = Array.from({ length: plan.targets }, newId);
  for (let at = 0; at < ids.length; at += INSERTED_AT_ONCE) {
    const some = ids.slice(at, at + INSERTED_AT_ONCE);
    await Promise.all(
      some.map((id, index) =>
        stores.targets.insert(targetOf(id, at + index, plan), { unique: false }),
      ),
    );
  }
  const today = startOfDay(plan.now);
  const kinds = templates(today);
  let waiting: Parameters<typeof storeDays>[1][number][] = [];
  let checks = 0;
  for (const [number, targetId] of ids.entries()) {
    for (
      let back = plan.isYesterdayOpen ? 2 : 1;
      back <= Math.max(plan.records, plan.days);
      back++
    ) {
      const template = kinds[(number + back) % kinds.length];
      if (!template) continue;
      const isHeld = back <= plan.days;
      if (isHeld) checks += template.checks;
      waiting.push({
        targetId,
        day: new Date(today.getTime() - back * DAY_MS),
        template,
        isHeld,
      });
    }
    if (waiting.length < STORED_AT_ONCE) continue;
    await storeDays(connection, waiting);
    waiting = [];
  }
  if (waiting.length > 0) await storeDays(connection, waiting);
  return { ids, checks };
}

/** Checks of the last hours of yesterday and of today, as they are stored while a day is young. */
export function recentChecks(number: number, from: Date, to: Date): Check[] {
  const random = numbersFrom(number + 1_000);
  const first = from.getTime() + Math.floor(random() * INTERVAL_S) * 1_000;
  const checks: Check[] = [];
  for (let slot = first; slot < to.getTime(); slot += INTERVAL_S * 1_000) {
    checks.push(checkAt(slot, random));
  }
  return checks;
}

/** One in fifty is down, and one in a hundred is paused. */
const statusOf = (number: number): Status =>
  number % 50 === 7 ? 'down' : number % 100 === 11 ? 'paused' : 'up';

const CARRIED = { fewest: 8, numbers: 16 };

function targetOf(id: string, number: number, { now, records }: SeedPlan): TargetRecord {
  const createdAt = new Date(startOfDay(now).getTime() - records * DAY_MS - number * 1_000);
  const status = statusOf(number);
  const url = `https://site-${number}.example.org/path/${number % 7}`;
  const carried = CARRIED.fewest + (number % CARRIED.numbers);
  const recent = recentChecks(
    number,
    new Date(now.getTime() - carried * INTERVAL_S * 1_000),
    new Date(now.getTime() - 1_000),
  );
  const last = recent.at(-1);
  return {
    ...DEFAULT_TARGET_SETTINGS,
    id,
    url,
    urlKey: url,
    name: `${['Shop', 'Blog', 'Api', 'Docs'][number % 4] ?? ''} of customer ${number}`,
    tags: [`team-${number % 40}`, ...(number % 3 === 0 ? ['production'] : [])],
    intervalSeconds: INTERVAL_S,
    createdAt,
    updatedAt: now,
    pausedAt: status === 'paused' ? now : null,
    removedAt: null,
    version: 1,
    state: { ...initialState(createdAt), status, statusSince: createdAt },
    lastCheck: last
      ? {
          at: last.at,
          outcome: last.outcome,
          statusCode: last.statusCode,
          latencyMs: last.latencyMs,
          failure: last.failure,
        }
      : null,
    schedule: {
      dueAt:
        status === 'paused' ? null : nextSlot(id, INTERVAL_S, new Date(now.getTime() + DAY_MS)),
      urgent: null,
      lease: null,
      silentAt: null,
    },
    certificate: null,
    domain: null,
    recent,
    hours: Array.from({ length: 25 }, (_, index) => ({
      hour: new Date(hourOf(now).getTime() - (24 - index) * HOUR_MS),
      ...{ good: 12, failed: 0, inconclusive: 0, timed: 12, sumMs: 600.5, maxMs: 61.25 },
    })),
    gaps: [],
    intents: [],
  };
}
