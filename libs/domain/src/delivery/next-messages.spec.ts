import { describe, expect, it } from 'vitest';
import type { AlertRecord } from '../alert/record.ts';
import { laneLimits } from './lane-limits.ts';
import { matterOf } from './matter.ts';
import { type LaneWork, nextMessages } from './next-messages.ts';
import type { DeliveryRecord } from './record.ts';
import { alertRecord, at, deliveryRecord, ENDED } from './testing.ts';

const NOW = at(300);
const limits = laneLimits({ kind: 'slack' });

/** One alert of each number with its delivery. */
function storm(count: number, fields: Partial<DeliveryRecord> = {}, alert?: Partial<AlertRecord>) {
  const numbers = Array.from({ length: count }, (_, i) => i);
  return {
    due: numbers.map((i) =>
      deliveryRecord({ id: `d${i}`, alertId: `a${i}`, createdAt: at(i / 1_000), ...fields }),
    ),
    alerts: new Map(
      numbers.map((i): [string, AlertRecord] => [
        `a${i}`,
        alertRecord({
          ...{ id: `a${i}`, subject: `t${i}`, targetId: `t${i}`, targetName: `Shop ${i}` },
          ...alert,
        }),
      ]),
    ),
  };
}

const decide = (work: Pick<LaneWork, 'due' | 'alerts'> & Partial<LaneWork>) =>
  nextMessages({
    lane: { told: [], plans: [] },
    limits,
    isMoreDue: false,
    ofAlerts: work.due,
    underWay: new Set(),
    targets: new Map(),
    now: NOW,
    ...work,
  });

describe('what a channel is told next', () => {
  it('is each alert by itself, in order', () => {
    const { plans, gatherUntil } = decide(storm(20));
    expect(plans.map(({ form }) => form)).toEqual(Array(20).fill('single'));
    expect(plans.map(({ deliveryIds: [id] }) => id)).toEqual(storm(20).due.map(({ id }) => id));
    expect(plans[0]).toMatchObject({ key: 'key of d0', event: 'opened', plannedAt: NOW });
    expect(gatherUntil).toBeNull();
  });

  it('says in a digest of ends which of them were never told to have begun', () => {
    const ends = storm(25, { event: 'resolved' }, ENDED);
    const known = ends.due.slice(1).map((end) => ({
      ...end,
      ...{ id: `${end.id}-opened`, event: 'opened' as const, state: 'sent' as const },
    }));
    const due = ends.due.map((end, i) => (i === 0 ? { ...end, fallbackOf: 'mail' } : end));
    const { plans } = decide({ ...ends, due, ofAlerts: [...due, ...known] });
    expect(plans).toMatchObject([{ form: 'digest', event: 'resolved', wholeIds: ['d0'] }]);
  });

  it('is beginning and end in one where both waited, under a key of its own', () => {
    const opened = deliveryRecord();
    const end = deliveryRecord({ id: 'end', event: 'resolved', createdAt: at(240) });
    const alerts = new Map([['alert', alertRecord(ENDED)]]);
    const { plans, drops } = decide({ due: [opened, end], alerts });
    expect(plans).toMatchObject([
      {
        ...{ form: 'whole', event: 'resolved', key: 'key of opened:whole' },
        deliveryIds: ['opened', 'end'],
      },
    ]);
    expect(drops).toEqual([]);
  });

  it('is beginning and end also where only the end is among what is looked at', () => {
    const opened = deliveryRecord({ nextAttemptAt: at(250) });
    const end = deliveryRecord({ id: 'end', event: 'resolved', createdAt: at(240) });
    const alerts = new Map([['alert', alertRecord(ENDED)]]);
    const { plans } = decide({ due: [end], ofAlerts: [opened, end], alerts });
    expect(plans).toMatchObject([
      { form: 'whole', key: 'key of opened:whole', deliveryIds: ['opened', 'end'] },
    ]);
    // The beginning waits for an attempt of its own.
    const later = { ...opened, nextAttemptAt: at(400) };
    const { waits } = decide({ due: [end], ofAlerts: [later, end], alerts });
    expect(waits).toEqual([{ id: 'end', until: at(400) }]);
  });

  it('leaves what is part of a message already alone', () => {
    const work = storm(3);
    const plan = { ...decide(work).plans[0]!, unanswered: 1 };
    const { plans } = decide({ ...work, lane: { told: [], plans: [plan] } });
    expect(plans.map(({ deliveryIds: [id] }) => id)).toEqual(['d1', 'd2']);
  });
});

describe('outages that follow one another', () => {
  const alert = (id: string, fields: Partial<AlertRecord> = {}): [string, AlertRecord] => [
    id,
    alertRecord({ id, subject: 'shop', ...fields }),
  ];
  const known = deliveryRecord({ id: 'known', alertId: 'first', state: 'sent' });
  const end = deliveryRecord({ id: 'end', alertId: 'first', event: 'resolved' });
  const next = deliveryRecord({ id: 'next', alertId: 'second' });
  const alerts = new Map([alert('first', ENDED), alert('second')]);
  const idsOf = (work: Partial<LaneWork>) =>
    decide({ due: [end, next], ofAlerts: [known, end, next], alerts, ...work }).plans.map(
      ({ deliveryIds: [id] }) => id,
    );

  it('are told one after the other: on its way a message may overtake another', () => {
    expect(idsOf({})).toEqual(['end']);
    const underWay = new Set([matterOf(alerts.get('first')!, undefined)]);
    expect(idsOf({ due: [next], ofAlerts: [next], underWay })).toEqual([]);
    expect(idsOf({ due: [next], ofAlerts: [next] })).toEqual(['next']);
  });

  it('are told in their order where the later one would be part of a digest', () => {
    const crowd = storm(25, { createdAt: at(0) });
    const short = deliveryRecord({ id: 'short', alertId: 'first', createdAt: at(10) });
    const last = deliveryRecord({ id: 'last', alertId: 'second', createdAt: at(20) });
    // A failed try of the channel has it due later than the one after it.
    const due = [...crowd.due, last, { ...short, nextAttemptAt: at(30) }];
    const all = new Map([...crowd.alerts, ...alerts]);
    const { plans } = decide({ due, alerts: all });
    expect(plans).toMatchObject([{ form: 'digest' }, { form: 'whole', deliveryIds: ['short'] }]);
    expect(plans[0]?.deliveryIds).not.toContain('last');
  });

  it('do not wait for what is about something else, or told to somebody else', () => {
    const other = new Map([alert('first', ENDED), alert('second', { kind: 'slow' })]);
    expect(idsOf({ alerts: other })).toEqual(['end', 'next']);
    const mails = [known, end].map((one) => ({ ...one, recipient: 'a@example.test' }));
    const due = [mails[1]!, { ...next, recipient: 'b@example.test' }];
    expect(idsOf({ due, ofAlerts: [...mails, ...due.slice(1)] })).toEqual(['end', 'next']);
  });
});

describe('a storm', () => {
  it('of more than 20 alerts within a minute is one message that names each', () => {
    const { plans } = decide(storm(21));
    expect(plans).toHaveLength(1);
    expect(plans[0]).toMatchObject({ form: 'digest', event: 'opened' });
    expect(plans[0]?.deliveryIds).toHaveLength(21);
  });

  it('counts what was told within the last minute, and nothing before', () => {
    const told = Array.from({ length: 20 }, (_, i) => ({
      ...{ event: 'opened' as const, at: at(250 + i), count: 1 },
    }));
    const plans = (seconds: number) =>
      decide({ ...storm(1), lane: { told, plans: [] }, now: at(seconds) }).plans[0]?.form;
    expect(plans(300)).toBe('digest');
    expect(plans(340)).toBe('single');
  });

  it('gathers for a moment after its last message', () => {
    const lane = { told: [{ event: 'opened' as const, at: at(299), count: 30 }], plans: [] };
    expect(decide({ ...storm(2), lane })).toMatchObject({ plans: [], gatherUntil: at(302) });
    expect(decide({ ...storm(2), lane, now: at(302) }).plans).toHaveLength(1);
  });

  it('does not gather what fills a message', () => {
    const lane = { told: [{ event: 'opened' as const, at: at(299), count: 30 }], plans: [] };
    const { plans, gatherUntil } = decide({ ...storm(2 * limits.digestItems + 5), lane });
    expect(plans.map(({ deliveryIds }) => deliveryIds.length)).toEqual([
      limits.digestItems,
      limits.digestItems,
    ]);
    expect(gatherUntil).toEqual(at(302));
    expect(decide({ ...storm(limits.digestItems), lane }).gatherUntil).toBeNull();
  });

  it('does not gather while more waits than is looked at', () => {
    const lane = { told: [{ event: 'opened' as const, at: at(299), count: 30 }], plans: [] };
    const { plans, gatherUntil } = decide({ ...storm(40), lane, isMoreDue: true });
    expect(plans.map(({ deliveryIds }) => deliveryIds.length)).toEqual([40]);
    expect(gatherUntil).toBeNull();
  });

  it('of ends is counted apart from that of beginnings', () => {
    const opened = storm(15);
    const ends = storm(15, { event: 'resolved' });
    const alerts = new Map(
      [...ends.alerts].map(([id, one]) => [`e${id}`, { ...one, ...ENDED, subject: `e${id}` }]),
    );
    const due = ends.due.map((one) => ({
      ...{ ...one, id: `e${one.id}`, alertId: `e${one.alertId}`, fallbackOf: 'mail' },
    }));
    const { plans } = decide({
      due: [...opened.due, ...due],
      alerts: new Map([...opened.alerts, ...alerts]),
    });
    expect(plans).toHaveLength(30);
  });

  it('is told to each address of a mail channel by itself', () => {
    const one = storm(15, { recipient: 'a@example.org' });
    const two = storm(15, { recipient: 'b@example.org' });
    const due = [...one.due, ...two.due.map((other) => ({ ...other, id: `b${other.id}` }))];
    expect(decide({ due, alerts: one.alerts }).plans).toHaveLength(30);
  });

  it('is told by what its alerts have in common, each of them once', () => {
    const { due, alerts } = storm(60);
    const targets = new Map(
      [...alerts.values()].map(({ targetId }, i) => [
        targetId ?? '',
        { url: `https://host-${i % 2}.example/${i}`, tags: i < 3 ? ['odd'] : [] },
      ]),
    );
    const { plans } = decide({ due, alerts, targets });
    expect(plans.map(({ sharedCause }) => sharedCause)).toEqual([
      { is: 'host', value: 'host-0.example' },
      { is: 'host', value: 'host-1.example' },
    ]);
    expect(new Set(plans.flatMap(({ deliveryIds }) => deliveryIds))).toHaveProperty('size', 60);
  });

  it('is no longer than its channel takes', () => {
    const { plans } = decide(storm(500));
    expect(plans.length).toBeGreaterThan(1);
    for (const { deliveryIds } of plans) {
      expect(deliveryIds.length).toBeLessThanOrEqual(limits.digestItems);
    }
    expect(plans.flatMap(({ deliveryIds }) => deliveryIds)).toHaveLength(500);
    expect(new Set(plans.map(({ key }) => key))).toHaveProperty('size', plans.length);
  });
});
