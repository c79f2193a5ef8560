import type { LiveEvent } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { pauseTarget } from '../targets/pause-target.ts';
import { day, DOMAIN, DomainDays, ends } from '../testing/domain-days.ts';
import { eventsFor, eventsSince, type LivePorts } from './read-changes.ts';

/** A domain with a target that is checked and one that is paused, beside another domain. */
async function known() {
  const days = new DomainDays();
  const checked = await days.add();
  const paused = await days.add({ url: 'https://old.shop.test/' });
  await pauseTarget(days.ports, paused);
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
    days.rung.length = 0;
    await days.lookUp(day(1), ends(800));
    expect(days.rung).toEqual(['domain shop.test']);
    const events = await eventsFor(ports, [
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
    expect(told(await eventsSince(ports, day(0.5)))).toEqual([
      [checked, day(800)],
      [paused, day(800)],
    ]);
    expect(await eventsSince(ports, day(1.5))).toEqual([]);
  });

  it('is one reload for clients where it shows on too many targets', async () => {
    const { days, ports } = await known();
    for (let i = 0; i < 500; i++) await days.add({ url: `https://w${i}.shop.test/` });
    expect(await eventsFor(ports, [{ type: 'domain', id: DOMAIN }])).toEqual([{ type: 'reload' }]);
    await days.lookUp(day(1), ends(800));
    expect(await eventsSince(ports, day(0.5))).toEqual([{ type: 'reload' }]);
  });
});

it('an alert that a client missed comes with the targets that count it', async () => {
  const { days, checked, paused, ports } = await known();
  // An earlier date counts when it is repeated.
  for (const at of [1, 1.1]) await days.lookUp(day(at), ends(3));
  const [alert] = days.desk.open();
  days.desk.acknowledge(alert!.id, day(2));
  const events = await eventsSince(ports, day(1.5));
  expect(told(events)).toEqual([[checked, day(3)], [paused, day(3)], 'alert']);
});
