import {
  DEFAULT_ALERTING,
  type FinishedCheck,
  type HttpProbeRequest,
  initialState,
  nextSlot,
  PARTITIONS,
  type ProbeResult,
  type TargetRecord,
} from '@app/domain';
import {
  applyOutboxes,
  archiveChecks,
  probeClaimed,
  reconcile,
  recordChecks,
  type ProbeClaimedPorts,
  type ReconcilePorts,
  systemContext,
} from '@app/monitoring';
import { newId } from '@app/persistence';
import { openTestStores, type TestStores } from '@app/persistence/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseEnd } from '../src/checks/leases.ts';

const START = Date.UTC(2026, 2, 1, 11, 40);
const INTERVAL_S = 20;
const ALL = Array.from({ length: PARTITIONS }, (_, partition) => partition);
const quiet = (): void => undefined;

const OK: ProbeResult = {
  outcome: 'ok',
  statusCode: 200,
  latencyMs: 10,
  phases: { dnsMs: null, connectMs: 1, tlsMs: null, firstByteMs: 8, transferMs: 1 },
  address: '127.0.0.1',
  attempts: 1,
  failure: null,
};

/** What happens while the clock is wrong. */
interface Jump {
  /** How far the clock is off, in seconds. */
  offset: number;
  rounds: number;
  /** Checks begin with the wrong clock, and end with the right one, or never. */
  last: 'recorded' | 'ended later' | 'killed';
}

type RoundPorts = ReconcilePorts & ProbeClaimedPorts;

/** The work of a worker on the real stores, round by round, with a clock that can be wrong. */
class Rounds {
  #trueMs = START;
  offset = 0;
  /** When each target was asked, by the true time. */
  readonly asked = new Map<string, number>();
  readonly ports: RoundPorts;
  #sinceReconciled = 0;

  constructor(stores: TestStores['stores']) {
    this.ports = {
      ...stores,
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      now: this.now,
      newId,
      changes: { publish: async () => undefined },
      queue: {
        enqueueChecks: async () => undefined,
        enqueueLanes: async () => undefined,
        figures: async () => null,
        deadLetters: async () => null,
        redriveDeadLetter: async () => null,
        vacuum: async () => true,
      },
      judgeUrl: (url) => ({ ok: true, url, key: url, name: url }),
      statusProbes: {
        http: {
          probe: async ({ url }: HttpProbeRequest) => {
            this.asked.set(url, this.#trueMs);
            return OK;
          },
        },
      },
    };
  }

  get trueMs(): number {
    return this.#trueMs;
  }

  readonly now = (): Date => new Date(this.#trueMs + this.offset * 1_000);

  /** Lets time pass, takes up what was left over, and begins what is due. */
  async begin(seconds: number): Promise<FinishedCheck[]> {
    this.#trueMs += seconds * 1_000;
    this.#sinceReconciled += seconds;
    if (this.#sinceReconciled >= 10) {
      this.#sinceReconciled = 0;
      await reconcile(systemContext(this.ports));
    }
    const now = this.now();
    const lease = { token: newId(), until: leaseEnd(now) };
    const claim = { partitions: ALL, horizon: now, now, limit: 100, lease };
    const claimed = await this.ports.targets.claimDue(claim);
    return await Promise.all(claimed.map((one) => probeClaimed(this.ports, one, {})));
  }

  async record(finished: readonly FinishedCheck[]): Promise<void> {
    const { crowded, withIntents } = await recordChecks(systemContext(this.ports), finished);
    await applyOutboxes(systemContext(this.ports), withIntents);
    await archiveChecks(systemContext(this.ports), crowded);
  }

  async round(seconds: number): Promise<void> {
    await this.record(await this.begin(seconds));
  }

  async jump({ offset, rounds, last }: Jump): Promise<void> {
    this.offset = offset;
    for (let i = 1; i < rounds; i++) await this.round(10);
    const finished = await this.begin(10);
    if (last === 'recorded') await this.record(finished);
    this.offset = 0;
    if (last === 'ended later') await this.record(finished);
  }
}

function target(at: Date, index: number): TargetRecord {
  const id = newId();
  const url = `http://127.0.0.1/${index}`;
  return {
    id,
    ...{ url, urlKey: url, name: url, tags: [], intervalSeconds: INTERVAL_S },
    request: {
      method: 'GET',
      headers: {},
      body: null,
      timeoutMs: 10_000,
      retries: 0,
      maxRedirects: 5,
      ipFamily: 'auto',
      verifyTls: true,
    },
    expect: { status: '200-399', contains: null, notContains: null, retryLater: 'slow' },
    thresholds: {
      failuresToDown: 2,
      successesToUp: 1,
      slowMs: null,
      certificateDays: 14,
      domainDays: 14,
    },
    alerting: DEFAULT_ALERTING,
    parentId: null,
    dnsWatch: { records: [], notify: false },
    runbook: { note: null, url: null },
    ...{ createdAt: at, updatedAt: at, pausedAt: null, removedAt: null, version: 1 },
    state: initialState(at),
    lastCheck: null,
    schedule: {
      dueAt: nextSlot(id, INTERVAL_S, at),
      urgent: null,
      lease: null,
      silentAt: new Date(at.getTime() + 60_000),
    },
    ...{ certificate: null, domain: null, recent: [], hours: [], gaps: [], intents: [] },
  };
}

const DAY_S = 86_400;
const jump = fc.record<Jump>({
  offset: fc
    .oneof(
      fc.integer({ min: 150, max: 1_800 }),
      fc.integer({ min: 1_800, max: DAY_S }),
      fc.integer({ min: DAY_S, max: 40 * DAY_S }),
    )
    .chain((size) => fc.constantFrom(size, -size)),
  rounds: fc.integer({ min: 1, max: 5 }),
  last: fc.constantFrom('recorded', 'ended later', 'killed'),
});

describe('after a clock was wrong', () => {
  let opened: TestStores;
  let now = (): Date => new Date(START);
  beforeAll(async () => {
    opened = await openTestStores({ now: () => now() });
  });
  afterAll(() => opened.close());

  it('all is checked within three intervals, and nothing stored is of a time that has not come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(jump, { minLength: 1, maxLength: 3 }), async (jumps) => {
        await opened.connection.collection('targets').deleteMany({});
        const rounds = new Rounds(opened.stores);
        now = rounds.now;
        const targets = [0, 1, 2].map((index) => target(rounds.now(), index));
        for (const one of targets) await opened.stores.targets.insert(one, { unique: false });
        for (let i = 0; i < 6; i++) await rounds.round(10);

        for (const one of jumps) {
          await rounds.jump(one);
          await rounds.round(10);
        }
        const rightAt = rounds.trueMs;
        for (let second = 0; second < 3 * INTERVAL_S; second += 5) await rounds.round(5);
        for (const { url } of targets) expect(rounds.asked.get(url)).toBeGreaterThan(rightAt);
        for (let i = 0; i < 26; i++) await rounds.round(INTERVAL_S);

        for (const { id, url } of targets) {
          expect(rounds.trueMs - (rounds.asked.get(url) ?? 0)).toBeLessThanOrEqual(40_000);
          const stored = await opened.stores.targets.get(id);
          if (!stored) throw new Error('A target is gone.');
          expectCredible(stored, rounds.now());
        }
        const alerts = await opened.stores.alerts.list({ limit: 10 });
        expect(alerts.items).toEqual([]);
      }),
      { numRuns: 8 },
    );
  }, 120_000);
});

/** Of normal size, up, and of times that have come. */
function expectCredible(stored: TargetRecord, now: Date): void {
  const { state, schedule, lastCheck, recent, hours, gaps } = stored;
  expect(state.status).toBe('up');
  expect(recent.length).toBeLessThanOrEqual(32);
  const hourTimes = hours.map(({ hour }) => hour.getTime());
  expect(new Set(hourTimes).size).toBe(hourTimes.length);
  const past = [
    ...recent.flatMap(({ slot, at }) => [slot, at]),
    ...hours.map(({ hour }) => hour),
    ...gaps.map(({ to }) => to),
    ...[stored.createdAt, stored.updatedAt, state.statusSince, lastCheck?.at, state.lastSlot],
  ];
  for (const at of past) expect(at?.getTime() ?? 0).toBeLessThanOrEqual(now.getTime());
  const nextMs = (schedule.dueAt?.getTime() ?? Infinity) - now.getTime();
  expect(nextMs).toBeLessThanOrEqual(2 * INTERVAL_S * 1_000);
}
