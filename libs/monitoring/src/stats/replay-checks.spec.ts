import { type AlertRecord, type Check, NO_PHASES } from '@app/domain';
import { targetRecord } from '@app/domain/testing';
import { expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { MemoryTargets } from '../testing/memory-targets.ts';
import { replayChecks } from './replay-checks.ts';

const NOW = new Date('2026-03-30T09:30:00Z');
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const DAY = 24 * 60;

const check = (minutes: number, outcome: Check['outcome'], over: Partial<Check> = {}): Check => ({
  ...{ at: ago(minutes), slot: ago(minutes), kind: 'http', origin: 'scheduled' },
  ...{ confirmation: false, outcome, statusCode: null, latencyMs: outcome === 'ok' ? 80 : null },
  ...{ phases: NO_PHASES, address: null, attempts: 1, failure: null },
  ...over,
});

const alert = (id: string, over: Partial<AlertRecord>) =>
  ({ id, kind: 'down', since: ago(100), endedAt: ago(90), ...over }) as AlertRecord;

async function replay(
  given: { archived?: Check[]; recent?: Check[]; alerts?: AlertRecord[]; slow?: AlertRecord[] },
  thresholds: Parameters<typeof replayChecks>[1]['thresholds'],
) {
  const { archived = [], recent = [], alerts = [], slow = [] } = given;
  const target = targetRecord({ recent, createdAt: ago(90 * DAY) });
  const targets = new MemoryTargets();
  await targets.store.insert(target);
  const asked: Date[][] = [];
  const ports = {
    targets: targets.store,
    results: {
      async *range(_: string, from: Date, to: Date) {
        asked.push([from, to]);
        yield archived;
      },
    },
    alerts: { outages: async () => alerts, list: async () => ({ items: slow, nextCursor: null }) },
    now: () => NOW,
  };
  const context = systemContext(ports as never);
  return { ...(await replayChecks(context, { targetId: target.id, thresholds })), asked };
}

/** An outage of 10 min, and one failed check that its confirmation took back. */
const archived = [
  check(105, 'ok'),
  check(100, 'failed'),
  check(99.5, 'failed', { origin: 'confirmation', confirmation: true }),
  check(95, 'failed'),
  check(90, 'ok'),
  check(55, 'ok'),
  check(50, 'failed'),
  check(49.5, 'ok', { origin: 'confirmation', confirmation: true }),
];
const recent = [check(45, 'ok'), check(5, 'ok')];
const alerts = [alert('a', {})];

it('by the present thresholds shows the alerts that were, each beside itself', async () => {
  const { items, checks, from, to, asked } = await replay({ archived, recent, alerts }, {});
  expect([from, to]).toEqual([ago(30 * DAY), NOW]);
  expect(asked).toEqual([[ago(31 * DAY), NOW]]);
  expect(checks).toBe(10);
  expect(items).toEqual([
    {
      kind: 'down',
      was: { alertId: 'a', since: ago(100), endedAt: ago(90) },
      would: {
        ...{ since: ago(100), openedAt: ago(99.5), endedAt: ago(90) },
        ...{ outages: 1, isCertain: true },
      },
    },
  ]);
});

it('shows what stricter thresholds leave out, and what others add', async () => {
  // Nobody looked between the confirmation and the first good check.
  const short = archived.filter(({ slot }) => +slot !== +ago(95));
  const strict = await replay({ archived: short, recent, alerts }, { failuresToDown: 3 });
  expect(strict.items).toMatchObject([{ was: { alertId: 'a' }, would: { isCertain: false } }]);
  const eager = await replay({ archived, recent, alerts }, { failuresToDown: 1 });
  expect(eager.items).toMatchObject([
    { was: null, would: { since: ago(50), isCertain: true } },
    { was: { alertId: 'a' }, would: { since: ago(100) } },
  ]);
});

it('compares slowness with the alerts of slowness', async () => {
  const slow = [
    alert('s', { kind: 'slow', since: ago(45), endedAt: null }),
    alert('old', { kind: 'slow', since: ago(60 * DAY), endedAt: ago(59 * DAY) }),
  ];
  const given = { recent: [check(45, 'ok'), check(5, 'ok')], slow };
  const { items } = await replay(given, { slowMs: 50, alertWhenSlow: true });
  expect(items).toMatchObject([{ kind: 'slow', was: { alertId: 's' }, would: { endedAt: null } }]);
});

it('of no target is refused', async () => {
  const ports = { targets: new MemoryTargets().store, now: () => NOW };
  const asked = replayChecks(systemContext(ports as never), {
    targetId: 'f'.repeat(24),
    thresholds: {},
  });
  await expect(asked).rejects.toMatchObject({ code: 'not-found' });
});
