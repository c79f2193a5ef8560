import { describe, expect, it } from 'vitest';
import { startedFlapping } from '../alert/flapping.ts';
import type { FollowUp } from '../alert/told-so-far.ts';
import { DEFAULT_REMINDERS } from './policy.ts';
import type { AlertRecord } from '../alert/record.ts';
import type { Silence } from '../silence/silence.ts';
import type { ChannelRecord } from '../channel/schema.ts';
import type { Audience } from './audience.ts';
import {
  afterTelling,
  lookAtAlert,
  nextLookAt,
  NO_FOLLOW_UP,
  remindedBy,
} from './look-at-alert.ts';

const T0 = new Date('2026-01-01T12:00:00Z');
const at = (minutes: number): Date => new Date(T0.getTime() + minutes * 60_000);
const minutesOf = (date: Date | null): number | null =>
  date && (date.getTime() - T0.getTime()) / 60_000;

const channel = { id: 'a' } as ChannelRecord;
const audience = (over: Partial<Audience> = {}): Audience => ({
  receivers: [channel],
  listeners: [channel],
  isWanted: true,
  silence: null,
  reminders: DEFAULT_REMINDERS,
  escalation: [],
  ...over,
});
const MUTED: Silence = {
  why: 'mute',
  until: at(30),
  mute: { id: null, scope: 'target', until: at(30), note: null },
};
const SILENT = audience({ receivers: [], silence: MUTED });
const TOLD: FollowUp = { ...NO_FOLLOW_UP, toldAt: T0 };

type Followed = Parameters<typeof lookAtAlert>[0];
const alert = (over: Partial<AlertRecord> = {}): Followed => ({
  kind: 'down',
  state: 'open',
  severity: 'critical',
  openedAt: T0,
  endedAt: null,
  followUp: TOLD,
  announcements: [],
  ...over,
});
const told = (one: Followed, to: Audience, now: Date): string[] => {
  const look = lookAtAlert(one, to, now);
  return look.do === 'tell' ? look.notifications.map(({ key }) => key) : [look.do];
};

describe('reminders', () => {
  it.each<[string, Partial<AlertRecord>, Partial<Audience>, number | null]>([
    ['come an hour after people were told', {}, {}, 60],
    [
      'and an hour after the one before',
      { followUp: { ...TOLD, reminders: 3, remindedAt: at(200) } },
      {},
      260,
    ],
    ['at most 24', { followUp: { ...TOLD, reminders: 24, remindedAt: at(1_440) } }, {}, null],
    [
      'at growing distances',
      { followUp: { ...TOLD, reminders: 2, remindedAt: at(180) } },
      { reminders: { everyMinutes: 60, growing: true, atMost: 24 } },
      420,
    ],
    [
      'a day apart at most',
      { followUp: { ...TOLD, reminders: 9, remindedAt: at(0) } },
      { reminders: { everyMinutes: 60, growing: true, atMost: 24 } },
      1_440,
    ],
    [
      'never where nobody wants them',
      {},
      { reminders: { everyMinutes: 60, growing: false, atMost: 0 } },
      null,
    ],
    ['never of what nobody was told', { followUp: NO_FOLLOW_UP }, {}, null],
    ['never of what comes in steps of its own', { kind: 'certificate' }, {}, null],
    ['never of what is over', { state: 'resolved', endedAt: at(1) }, {}, null],
    ['never of what somebody has taken on', { state: 'resolved' }, {}, null],
    ['not while it is silent', {}, { receivers: [], silence: MUTED }, 30],
    ['not while the site goes up and down', { flapping: startedFlapping(T0) }, {}, 30],
  ])('%s', (_what, over, to, expected) => {
    expect(minutesOf(nextLookAt(alert(over), audience(to)))).toBe(expected);
  });

  it('are counted, one for each time', () => {
    const look = lookAtAlert(alert(), audience(), at(60));
    expect(look).toEqual({
      do: 'tell',
      notifications: [{ key: 'reminder-1', event: 'reminder', at: at(60) }],
      followUp: { ...TOLD, reminders: 1, remindedAt: at(60) },
    });
    expect(told(alert(), audience(), at(59))).toEqual([]);
  });

  it('and a step of a long outage at the same time are one message', () => {
    const reminded = { ...TOLD, reminders: 1, remindedAt: at(60) };
    expect(remindedBy(reminded, DEFAULT_REMINDERS, at(62))).toBeNull();
    expect(remindedBy(TOLD, DEFAULT_REMINDERS, at(58))).toEqual({
      ...TOLD,
      reminders: 1,
      remindedAt: at(58),
    });
    expect(remindedBy(NO_FOLLOW_UP, DEFAULT_REMINDERS, at(58))).toBeNull();
  });
});

describe('escalation', () => {
  const escalation = [
    { afterMinutes: 15, channelIds: ['b'] },
    { afterMinutes: 30, channelIds: ['c'] },
  ];

  it('tells further people step by step', () => {
    const to = audience({ escalation });
    expect(minutesOf(nextLookAt(alert(), to))).toBe(15);
    const look = lookAtAlert(alert(), to, at(16));
    expect(look).toMatchObject({ notifications: [{ key: 'opened' }], followUp: { level: 1 } });
    const first = alert({ followUp: { ...TOLD, level: 1 } });
    expect(minutesOf(nextLookAt(first, to))).toBe(30);
    expect(told(first, to, at(20))).toEqual([]);
  });

  it('takes all steps at once that were missed', () => {
    expect(lookAtAlert(alert(), audience({ escalation }), at(40))).toMatchObject({
      followUp: { level: 2 },
    });
  });

  it('is for what is grave, and for nothing that somebody has taken on', () => {
    const to = audience({ escalation, reminders: { ...DEFAULT_REMINDERS, atMost: 0 } });
    expect(nextLookAt(alert({ severity: 'warning' }), to)).toBeNull();
    expect(nextLookAt(alert({ state: 'resolved' }), to)).toBeNull();
    expect(told(alert({ severity: 'warning' }), to, at(40))).toEqual([]);
  });
});

describe('a silence', () => {
  it('is noted, and what it kept back is told when it is over', () => {
    const held = afterTelling(NO_FOLLOW_UP, SILENT, { now: T0, reminder: null });
    expect(held).toEqual({ ...NO_FOLLOW_UP, silence: MUTED });
    const waiting = alert({ followUp: held });
    expect(minutesOf(nextLookAt(waiting, SILENT))).toBe(30);
    expect(told(waiting, SILENT, at(10))).toEqual([]);
    expect(told(waiting, audience(), at(30))).toEqual(['opened']);
    const heard = afterTelling(held, audience(), { now: at(30), reminder: null });
    expect(heard).toEqual({ ...NO_FOLLOW_UP, toldAt: at(30) });
  });

  it('that begins while people are being reminded holds that back', () => {
    expect(lookAtAlert(alert(), SILENT, at(60))).toMatchObject({
      notifications: [],
      followUp: { silence: MUTED },
    });
    expect(told(alert({ followUp: { ...TOLD, silence: MUTED } }), audience(), at(61))).toEqual([
      'reminder-1',
    ]);
  });

  it('keeps no step of an expiry from being told at its end', () => {
    const missed = afterTelling(TOLD, SILENT, { now: at(5), reminder: 'reminder-7' });
    const one = alert({ kind: 'certificate', followUp: missed });
    expect(told(one, audience(), at(31))).toEqual(['reminder-7']);
    const after = lookAtAlert(one, audience(), at(31));
    expect(after).toMatchObject({ followUp: TOLD });
    expect(after).not.toHaveProperty('followUp.missed');
  });

  it('keeps no mere change from being told at its end', () => {
    const held = { ...NO_FOLLOW_UP, silence: MUTED };
    const changed = alert({ kind: 'dns', state: 'resolved', endedAt: T0, followUp: held });
    expect(minutesOf(nextLookAt(changed, SILENT))).toBe(30);
    expect(told(changed, audience(), at(30))).toEqual(['opened']);
    expect(told({ ...changed, followUp: TOLD }, audience(), at(30))).toEqual([]);
  });

  it('that is over brings no news of what has ended', () => {
    const held = { ...NO_FOLLOW_UP, silence: MUTED };
    expect(
      told(alert({ state: 'resolved', endedAt: at(9), followUp: held }), audience(), at(30)),
    ).toEqual([]);
  });
});

describe('an acknowledgement', () => {
  const taken = alert({ state: 'resolved', acknowledgedUntil: at(20) });

  it('that ends opens the alert again', () => {
    expect(minutesOf(nextLookAt(taken, audience()))).toBe(20);
    expect(told(taken, audience(), at(19))).toEqual([]);
    expect(told(taken, audience(), at(20))).toEqual(['reopen']);
  });

  it('without an end is left alone', () => {
    const { acknowledgedUntil: _, ...forGood } = taken;
    expect(nextLookAt(forGood, audience())).toBeNull();
    expect(told(forGood, audience(), at(999))).toEqual([]);
  });
});

describe('a site that goes up and down', () => {
  it('is steady after half an hour, up or down', () => {
    const flapping = { ...startedFlapping(T0), isUp: true };
    expect(told(alert({ flapping }), audience(), at(29))).toEqual([]);
    expect(lookAtAlert(alert({ flapping }), audience(), at(30))).toEqual({
      do: 'settle',
      isUp: true,
      since: T0,
    });
  });
});
