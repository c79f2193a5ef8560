import { describe, expect, it } from 'vitest';
import type { SendFact } from '../delivery/send-fact.ts';
import { describeSending } from './sending.ts';
import { toChannel } from './to-channel.ts';
import { toDelivery } from './to-delivery.ts';
import { deliveryRecord, T0 } from '../delivery/testing.ts';

const stored = (fact: unknown): SendFact => JSON.parse(JSON.stringify(fact)) as SendFact;

describe('what came of a message', () => {
  it.each<[SendFact, string]>([
    [{ is: 'text', text: 'Slack was away.' }, 'Slack was away.'],
    [{ is: 'shown' }, 'Shown in the app.'],
    [{ is: 'taken', by: 'slack', status: 200 }, 'Slack answered 200.'],
    [{ is: 'taken', by: 'smtp' }, 'The mail server took the message.'],
    [
      { is: 'taken', by: 'smtp', notFor: 'b@example.org' },
      'The mail server took the message, but not for b@example.org.',
    ],
    [{ is: 'taken', by: 'resend', isRepeated: true }, 'Resend had already taken this message.'],
    [
      { is: 'taken', by: 'telegram', movedTo: '-1002' },
      'Telegram took the message. The chat has a new id: enter -1002.',
    ],
    [{ is: 'answered', by: 'discord', status: 404 }, 'Discord answered 404. Check its address.'],
    [
      { is: 'answered', by: 'webhook', status: 503 },
      'The webhook answered 503. It may work later.',
    ],
    [
      { is: 'answered', by: 'webhook', status: 308 },
      'The webhook answered 308, a redirect, which is not followed. Enter the final address.',
    ],
    [{ is: 'answered', by: 'ntfy', status: 401 }, 'ntfy answered 401. Check the access token.'],
    [
      { is: 'answered', by: 'pagerduty', status: 400 },
      'PagerDuty answered 400. Check the integration key.',
    ],
    [
      { is: 'answered', by: 'teams', status: 418 },
      'Microsoft Teams answered 418. It does not accept the message.',
    ],
    [
      { is: 'replied', by: 'smtp', status: 450, says: '450 4.2.0 Greylisted, come back' },
      'The mail server answered 450 4.2.0 Greylisted, come back.',
    ],
    [
      { is: 'replied', by: 'smtp', status: 535, says: '535 5.7.8 No.', isLogin: true },
      'The mail server answered 535 5.7.8 No. Check user and password in SMTP_URL.',
    ],
    [
      { is: 'refused', by: 'telegram', status: 403, reason: 'Forbidden' },
      'Telegram did not take the message: Forbidden. Let the bot into the chat, or start a conversation with it.',
    ],
    [{ is: 'refused', by: 'slack' }, 'Slack did not take the message: no reason given.'],
    [
      { is: 'other-server', by: 'ntfy', status: 200 },
      'The server answered 200, but not as ntfy does. Check its address.',
    ],
    [
      { is: 'other-server', by: 'pushover', status: 200 },
      'The server answered 200, but not as Pushover does.',
    ],
    [
      { is: 'no-answer', by: 'email', why: 'timeout', withinMs: 15_000 },
      'The mail server did not answer within 15 s.',
    ],
    [
      { is: 'no-answer', by: 'smtp', why: 'other', code: 'EPROTO' },
      'The mail server could not be reached (EPROTO).',
    ],
    [
      { is: 'no-answer', by: 'webhook', why: 'no-tls', code: 'X' },
      'The webhook speaks no TLS on this port. Check protocol and port in its address.',
    ],
    [
      { is: 'not-set-up', settings: ['SMTP_URL', 'RESEND_API_KEY'] },
      'E-mail is not set up. Set SMTP_URL or RESEND_API_KEY and start again.',
    ],
    [
      {
        is: 'denied',
        fault: {
          ...{ is: 'private', mode: 'allow-list', host: '10.0.0.5', range: 'private' },
          ...{ cidr: '10.0.0.0/8', name: 'hooks.example' },
        },
      },
      'hooks.example resolves to 10.0.0.5. 10.0.0.5 is a private address (10.0.0.0/8). Add the address or its range to EGRESS_ALLOW_CIDRS to allow it.',
    ],
    [
      { is: 'denied', fault: { is: 'other-host', kind: 'slack' } },
      'A Slack webhook address starts with https://hooks.slack.com/services/...; other hosts must be listed in WEBHOOK_ALLOWED_HOSTS.',
    ],
    [
      { is: 'denied', fault: { is: 'known-wrong', kind: 'teams', name: 'connector' } },
      'Microsoft has retired connectors of Office 365. Make a workflow in the channel and paste its address.',
    ],
  ])('%j is said as it is: %s', (fact, sentence) => {
    expect(describeSending(fact)).toBe(sentence);
  });

  it('is said as far as it is known where a newer version has stored it', () => {
    expect(describeSending(stored({ is: 'sung', by: 'slack' }))).toMatch(/newer version/);
    expect(describeSending(stored({ is: 'answered', by: 'pigeon', status: 404 }))).toBe(
      'The server answered 404. Check its address.',
    );
    expect(describeSending(stored({ is: 'no-answer', by: 'slack', why: 'fog' }))).toBe(
      'Slack could not be reached.',
    );
    expect(describeSending(stored({ is: 'denied', fault: { is: 'fog' } }))).toBe(
      'The address is not allowed.',
    );
    const gone = { is: 'denied', fault: { is: 'known-wrong', kind: 'pigeon', name: 'grey' } };
    expect(describeSending(stored(gone))).toBe(
      'The address of the channel cannot be used. Enter it anew.',
    );
  });
});

describe('what clients see', () => {
  it('of a delivery is in words, and nothing that is kept for the work on it', () => {
    const { channelName: _, ...inApp } = deliveryRecord({
      ...{ channelId: null, channelKind: 'in-app', fallbackAt: T0 },
      attempts: [{ at: T0, outcome: 'sent', fact: { is: 'shown' } }],
    });
    const seen = toDelivery(inApp);
    expect(seen).toMatchObject({
      channelName: 'In-app',
      attempts: [{ at: T0, outcome: 'sent', detail: 'Shown in the app.' }],
    });
    for (const kept of ['fallbackAt', 'updatedAt', 'because']) {
      expect(seen).not.toHaveProperty(kept);
    }
    expect(seen.attempts[0]).not.toHaveProperty('fact');
  });

  it('of the last message of a channel is in words', () => {
    const channel = toChannel({
      ...{ id: 'chat', kind: 'slack', name: 'ops', enabled: true, fallbackChannelId: null },
      ...{ config: { url: 'https://hooks.slack.com/services/T/B/X' }, createdAt: T0 },
      lastDelivery: { at: T0, state: 'dead', fact: { is: 'answered', by: 'slack', status: 410 } },
    });
    expect(channel.lastDelivery).toEqual({
      ...{ at: T0, state: 'dead' },
      detail: 'Slack answered 410. The address is no longer in use; enter a new one.',
    });
  });
});
