import { expect, it } from 'vitest';
import type { Audience } from '../audience/audience.ts';
import type { ChannelRecord } from '../channel/schema.ts';
import type { DeliveryRecord } from '../delivery/record.ts';
import type { Silence } from '../silence/silence.ts';
import { leftOutOf } from './left-out.ts';

const now = new Date('2026-01-31T14:02:00Z');
const later = new Date('2026-01-31T20:00:00Z');
const channel = (id: string, over: Partial<ChannelRecord> = {}): ChannelRecord =>
  ({ id, kind: 'webhook', name: id, enabled: true, quietHours: null, ...over }) as ChannelRecord;
const audience = (over: Partial<Audience> = {}): Audience =>
  ({ receivers: [], isWanted: true, silence: null, escalation: [], ...over }) as Audience;
const delivery = (channelId: string, over: Partial<DeliveryRecord> = {}): DeliveryRecord =>
  ({ channelId, state: 'sent', attempts: [], nextAttemptAt: null, ...over }) as DeliveryRecord;
const alert = { openedAt: now, endedAt: null };
const mute = {
  why: 'mute',
  until: later,
  mute: { id: null, scope: 'target', until: later, note: null },
} satisfies Silence;

const reasons = (facts: Partial<Parameters<typeof leftOutOf>[0]>): string[] =>
  leftOutOf({ alert, deliveries: [], channels: [], audience: audience(), now, ...facts }).map(
    (one) => `${one.channel?.id ?? 'all'} ${one.why}`,
  );

it('names channels that are off, that were not chosen, and none that was told or is about to be', () => {
  const chosen = channel('chosen');
  expect(
    reasons({
      channels: [channel('told'), chosen, channel('off', { enabled: false }), channel('other')],
      deliveries: [delivery('told')],
      audience: audience({ receivers: [chosen] }),
    }),
  ).toEqual(['off off', 'other not-chosen']);
});

it('says that nobody wants to hear of it', () => {
  expect(reasons({ channels: [channel('a')], audience: audience({ isWanted: false }) })).toEqual([
    'a not-wanted',
  ]);
});

it('says what keeps everybody silent, now or when it was over', () => {
  expect(reasons({ channels: [channel('a')], audience: audience({ silence: mute }) })).toEqual([
    'all mute',
  ]);
  const over = { ...alert, endedAt: now, followUp: { reminders: 0, level: 0, silence: mute } };
  expect(reasons({ alert: over, channels: [channel('a')], audience: null })).toEqual(['all mute']);
});

it('says which message waits for the end of quiet hours', () => {
  const quietHours = { from: '22:00', to: '08:00', timeZone: 'UTC', holdDown: true };
  const waiting = delivery('a', { state: 'pending', nextAttemptAt: later });
  const facts = { channels: [channel('a', { quietHours })], deliveries: [waiting] };
  expect(reasons(facts)).toEqual(['a quiet-hours']);
  expect(reasons({ ...facts, channels: [channel('a')] })).toEqual([]);
});
