import { describe, expect, it } from 'vitest';
import { type Alerting, DEFAULT_ALERTING } from './alerting.ts';
import type { Silence } from '../silence/silence.ts';
import type { TroubleFact } from '../alert/system-trouble.ts';
import type { ChannelRecord } from '../channel/schema.ts';
import { DEFAULT_POLICIES } from './policy.ts';
import { administratorsChannels, audienceOf } from './audience.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const LATER = new Date('2026-01-02T00:00:00Z');
const MUTED: Silence = {
  why: 'mute',
  until: LATER,
  mute: { id: null, scope: 'target', until: LATER, note: null },
};

const channel = (id: string, over: Partial<ChannelRecord> = {}): ChannelRecord =>
  ({
    id,
    kind: 'slack',
    name: id,
    enabled: true,
    config: { url: 'https://hooks.test/' },
    fallbackChannelId: null,
    createdAt: NOW,
    ...over,
  }) as ChannelRecord;

/** Channels a (off), b, c and an e-mail channel d. */
const CHANNELS = [
  channel('a', { enabled: false }),
  channel('b'),
  channel('c'),
  channel('d', { kind: 'email' }),
];

const namesOf = (channels: readonly ChannelRecord[]): string =>
  channels.map(({ id }) => id).join('');

describe('of targets is told', () => {
  it.each<[string, (Partial<Alerting> & { silence?: Silence })[], string]>([
    ['every channel without a choice, e-mail first', [{}], 'dbc'],
    ['the union of the targets', [{ channelIds: ['b'] }, { channelIds: ['a', 'd'] }], 'db'],
    ['all, if one target wants all', [{ channelIds: ['b'] }, {}], 'dbc'],
    ['none for targets that leave it out', [{ kinds: ['down'] }, { channelIds: ['c'] }], 'c'],
    ['none for targets that are silent', [{ silence: MUTED }, { channelIds: ['c'] }], 'c'],
    ['the default channels where the choice is off or gone', [{ channelIds: ['a', 'x'] }], 'dbc'],
    ['those that work of a choice', [{ channelIds: ['a', 'c'] }], 'c'],
    ['none when nobody listens', [{ channelIds: [] }, { kinds: [] }], ''],
    ['none without a target', [], ''],
  ])('%s', (_what, wishes, expected) => {
    const targets = wishes.map(({ silence = null, ...wish }) => ({
      tags: [],
      alerting: { ...DEFAULT_ALERTING, ...wish },
      silence,
    }));
    const { receivers } = audienceOf(
      { channels: CHANNELS, policies: DEFAULT_POLICIES, targets, administrators: null },
      { kind: 'domain', severity: 'warning' },
    );
    expect(namesOf(receivers)).toBe(expected);
  });

  it('further channels in the order of time, whichever target asks for them', () => {
    const steps = (...minutes: number[]) =>
      minutes.map((afterMinutes) => ({ afterMinutes, channelIds: ['c'] }));
    const targets = [steps(10, 30), steps(15)].map((escalation) => ({
      tags: [],
      alerting: { ...DEFAULT_ALERTING, escalation },
      silence: null,
    }));
    const { escalation } = audienceOf(
      { channels: CHANNELS, policies: DEFAULT_POLICIES, targets, administrators: null },
      { kind: 'domain', severity: 'critical' },
    );
    expect(escalation.map(({ afterMinutes }) => afterMinutes)).toEqual([10, 15, 30]);
  });
});

describe('of trouble of the monitor is told', () => {
  const undelivered = (channelId: string): TroubleFact => ({
    ...{ is: 'undelivered', channelId, channel: channelId, since: NOW },
  });
  it.each<[string, TroubleFact[], string[] | null, string]>([
    ['by the other channels that one does not deliver', [undelivered('b')], null, 'dc'],
    ['by those that are left', [undelivered('b'), undelivered('d')], ['b', 'd'], 'c'],
    ['by every channel what else is wrong', [undelivered('b'), { is: 'no-worker' }], null, 'dbc'],
  ])('%s', (_what, troubles, administrators, expected) => {
    const targets = [{ tags: [], alerting: DEFAULT_ALERTING, silence: null }];
    const { receivers } = audienceOf(
      { channels: CHANNELS, policies: DEFAULT_POLICIES, targets, administrators },
      { kind: 'system', severity: 'critical', cause: { is: 'troubles', troubles } },
    );
    expect(namesOf(receivers)).toBe(expected);
  });

  it.each([
    ['the chosen ones', ['c'], 'c'],
    ['the chosen ones that can be used', ['a', 'b', 'gone'], 'b'],
    ['every channel when none of those can be used', ['a', 'gone'], 'dbc'],
    ['every channel when none was chosen', [], 'dbc'],
  ])('%s', (_what, chosen, expected) => {
    expect(namesOf(administratorsChannels(CHANNELS, chosen))).toBe(expected);
  });
});
