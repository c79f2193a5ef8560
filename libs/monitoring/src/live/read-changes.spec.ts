import { NO_PHASES, type Check, type LiveEvent } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { pauseTarget } from '../targets/pause-target.ts';
import { day, DOMAIN, RegistrationDays, ends } from '../testing/registration-days.ts';
import { eventsFor, eventsSince, type LivePorts } from './read-changes.ts';

/** A domain with a target that is checked and one that is paused, beside another domain. */
async function known() {
  const days = new RegistrationDays();
  const checked = await days.add();
  const paused = await days.add({ url: 'https://old.shop.test/' });
  await pauseTarget(systemContext(days.ports), paused);
  await days.add({ url: 'https://other.test/' });
  await days.work();
  const inbox = { getMany: () => Promise.resolve([]), since: () => Promise.resolve([]) };
  const ports = { ...days.ports, inbox } as unknown as LivePorts;
  return { days, checked, paused, ports };
}

const told = (events: LiveEvent[]): unknown[] =>
  events.map((event) =>
    event.type === 'target' ? [event.target.id, event.target.domain?.expiresAt] : event.type,
  );

describe('a change of a registration', () => {
  it('rings once, and reaches every target that shows it, paused or not', async () => {
    const { days, checked, paused, ports } = await known();
    days.published.length = 0;
    await days.lookUp(day(1), ends(800));
    expect(days.published).toEqual(['domain shop.test']);
    const events = await eventsFor(systemContext(ports), [
      { type: 'domain', id: DOMAIN },
      { type: 'target', id: checked },
    ]);
    expect(told(events)).toEqual([
      [checked, day(800)],
      [paused, day(800)],
    ]);
  });

  it('reaches a client that was offline', async () => {
    const { days, checked, paused, ports } = await known();
    await days.lookUp(day(1), ends(800));
    expect(told(await eventsSince(systemContext(ports), day(0.5)))).toEqual([
      [checked, day(800)],
      [paused, day(800)],
    ]);
    expect(await eventsSince(systemContext(ports), day(1.5))).toEqual([]);
  });

  it('is one reload for clients where it shows on too many targets', async () => {
    const { days, ports } = await known();
    for (let i = 0; i < 500; i++) await days.add({ url: `https://w${i}.shop.test/` });
    expect(await eventsFor(systemContext(ports), [{ type: 'domain', id: DOMAIN }])).toEqual([
      { type: 'reload' },
    ]);
    await days.lookUp(day(1), ends(800));
    expect(await eventsSince(systemContext(ports), day(0.5))).toEqual([{ type: 'reload' }]);
  });
});

it('an alert that a client missed comes with the targets that count it', async () => {
  const { days, checked, paused, ports } = await known();
  // An earlier date counts when it is repeated.
  for (const at of [1, 1.1]) await days.lookUp(day(at), ends(3));
  const [alert] = days.desk.open();
  days.desk.acknowledge(alert!.id, day(2));
  const events = await eventsSince(systemContext(ports), day(1.5));
  expect(told(events)).toEqual([[checked, day(3)], [paused, day(3)], 'alert']);
});

it('results that a client missed are replayed, oldest first, also those that have left for the buckets', async () => {
  const { days, checked } = await known();
  const check = (second: number): Check => ({
    at: new Date(+day(2) + second * 1_000),
    slot: new Date(+day(2) + second * 1_000),
    kind: 'http',
    origin: 'scheduled',
    confirmation: false,
    outcome: 'ok',
    statusCode: 200,
    latencyMs: 500,
    phases: NO_PHASES,
    address: null,
    attempts: 1,
    failure: null,
  });
  const record = days.targets.records.get(checked)!;
  const recent = [check(60), check(80)];
  days.targets.records.set(checked, { ...record, updatedAt: day(3), recent });
  const results = {
    async *range(_id: string, from: Date, to: Date) {
      const archived = [check(0), check(20), check(40)];
      yield archived.filter(({ slot }) => slot >= from && slot < to);
    },
  };
  const inbox = { getMany: () => Promise.resolve([]), since: () => Promise.resolve([]) };
  const ports = { ...days.ports, inbox, results } as unknown as LivePorts;
  const slotsSince = async (second: number) => {
    const events = await eventsSince(systemContext(ports), new Date(+day(2) + second * 1_000));
    return events.flatMap((event) =>
      event.type === 'result' ? [(+event.check.slot - +day(2)) / 1_000] : [],
    );
  };
  expect(await slotsSince(20.4)).toEqual([20, 40, 60, 80]);
  expect(await slotsSince(60.6)).toEqual([80]);
});

it('alerts and messages of a storm are read together, and are one reload where they are too many', async () => {
  const { ports } = await known();
  const asked: string[][] = [];
  const of = (count: number) =>
    Array.from({ length: count }, (_, number) => ({ type: 'alert', id: `a${number}` }) as const);
  const alerts = {
    ...ports.alerts,
    getMany: (ids: readonly string[]) => {
      asked.push([...ids]);
      return Promise.resolve([]);
    },
  };
  const context = systemContext({ ...ports, alerts });
  expect(await eventsFor(context, [...of(400), ...of(400)])).toEqual([]);
  expect(asked).toEqual([of(400).map(({ id }) => id)]);
  expect(await eventsFor(context, of(501))).toEqual([{ type: 'reload' }]);
  expect(asked).toHaveLength(1);
});
