import { describe, expect, it } from 'vitest';
import type { DeliveryRecord } from './record.ts';
import { alertRecord, at, deliveryRecord, ENDED } from './testing.ts';
import { type Thread, type Turn, turnOf } from './thread.ts';

const OPENED = deliveryRecord();
const REMINDER = deliveryRecord({ id: 'reminder', event: 'reminder', createdAt: at(60) });
const END = deliveryRecord({ id: 'end', event: 'resolved', createdAt: at(240) });
const told = (form: 'single' | 'whole', ...ids: string[]): Turn => ({ is: 'told', form, ids });
const dropped = (because: string) => ({ is: 'dropped', because });

const turn = (
  delivery: DeliveryRecord,
  others: readonly DeliveryRecord[],
  thread: Partial<Thread> = {},
) =>
  turnOf(
    delivery,
    {
      alert: alertRecord(),
      deliveries: [delivery, ...others],
      isChannelTold: false,
      planned: new Set(),
      ...thread,
    },
    at(300),
  );
const over = { alert: alertRecord(ENDED) };

describe('the beginning of an alert', () => {
  it('is told', () => {
    expect(turn(OPENED, [])).toEqual(told('single', 'opened'));
  });

  it('is told with its end in one message where neither was handed over', () => {
    expect(turn(OPENED, [END], over)).toEqual(told('whole', 'opened', 'end'));
    // Sent again by a person once it was over, and its end was dropped before.
    const end = { ...END, state: 'dropped' } as const;
    expect(turn({ ...OPENED, redrivenAt: at(280) }, [end], over)).toEqual(told('whole', 'opened'));
  });

  it('is not told a second time to whoever knows of it for another reason', () => {
    const sent = deliveryRecord({ id: 'known', state: 'sent' });
    expect(turn({ ...OPENED, fallbackOf: 'mail' }, [sent])).toEqual(dropped('told-already'));
    const joined = deliveryRecord({ id: 'joined', idempotencyKey: 'alert:chat:reminder-1' });
    expect(turn(joined, [{ ...sent, form: 'whole' }], over)).toEqual(dropped('told-already'));
    // A person wants it told again.
    expect(turn({ ...OPENED, redrivenAt: at(280) }, [sent])).toEqual(told('single', 'opened'));
  });

  it('waits while one message about the alert is under way', () => {
    expect(turn(OPENED, [END], { planned: new Set(['end']) })).toEqual({
      is: 'waiting',
      until: null,
    });
  });

  it('is not told by a fallback once it is over', () => {
    expect(turn({ ...OPENED, fallbackOf: 'mail' }, [], over)).toEqual(dropped('over'));
  });

  it('of a mere change is told as what it is', () => {
    const alert = alertRecord({ kind: 'dns', ...ENDED });
    expect(turn(OPENED, [], { alert })).toEqual(told('single', 'opened'));
  });

  it('is told also when somebody has taken it on', () => {
    const alert = alertRecord({ state: 'resolved', resolution: 'acknowledged' });
    expect(turn(OPENED, [], { alert })).toEqual(told('single', 'opened'));
  });
});

describe('a reminder', () => {
  const sent = { ...OPENED, state: 'sent' } as const;

  it('is told while the alert is open', () => {
    expect(turn(REMINDER, [sent])).toEqual(told('single', 'reminder'));
    // Also where the beginning was given up: the channel may work by now.
    expect(turn(REMINDER, [{ ...OPENED, state: 'dead' }])).toEqual(told('single', 'reminder'));
  });

  it('is pointless once the alert is over, somebody has taken it on, or a newer one waits', () => {
    expect(turn(REMINDER, [sent], over)).toEqual(dropped('over'));
    const alert = alertRecord({ state: 'resolved', resolution: 'acknowledged' });
    expect(turn(REMINDER, [sent], { alert })).toEqual(dropped('over'));
    const newer = { ...REMINDER, id: 'newer', createdAt: at(120) };
    expect(turn(REMINDER, [sent, newer])).toEqual(dropped('newer'));
  });

  it('never goes before the beginning', () => {
    expect(turn(REMINDER, [OPENED])).toEqual(dropped('newer'));
    const waiting = { ...OPENED, nextAttemptAt: at(400) };
    expect(turn(REMINDER, [waiting])).toEqual({ is: 'waiting', until: at(400) });
  });
});

describe('the end of an alert', () => {
  it('is told to whoever was told the beginning, or reminded of it', () => {
    expect(turn(END, [{ ...OPENED, state: 'sent' }], over)).toEqual(told('single', 'end'));
    const reminded = [
      { ...OPENED, state: 'dead' as const },
      { ...REMINDER, state: 'sent' as const },
    ];
    expect(turn(END, reminded, over)).toEqual(told('single', 'end'));
  });

  it.each(['dead', 'dismissed', 'dropped'] as const)(
    'is told whole where the beginning is %s and may have been taken',
    (state) => {
      const taken = { ...OPENED, state, mayBeTaken: true } as const;
      expect(turn(END, [taken], over)).toEqual(told('whole', 'end'));
    },
  );

  it.each(['dead', 'dismissed', 'dropped'] as const)(
    'is not told where the beginning is %s',
    (state) => {
      expect(turn(END, [{ ...OPENED, state }], over)).toEqual(dropped('not-told'));
    },
  );

  it('is not told twice', () => {
    const whole = { ...OPENED, state: 'sent', form: 'whole' } as const;
    expect(turn(END, [whole], over)).toEqual(dropped('told-already'));
  });

  it('waits as long as a beginning that waits', () => {
    const waiting = { ...OPENED, nextAttemptAt: at(400) };
    expect(turn(END, [waiting], over)).toEqual({ is: 'waiting', until: at(400) });
  });

  it('says that it was down where another channel or address was told the beginning', () => {
    expect(turn({ ...END, fallbackOf: 'mail' }, [], over)).toEqual(told('whole', 'end'));
    expect(turn(END, [], { ...over, isChannelTold: true })).toEqual(told('whole', 'end'));
  });
});

it('of an alert that is gone is not told', () => {
  expect(turn(OPENED, [], { alert: null })).toEqual(dropped('alert-gone'));
});
