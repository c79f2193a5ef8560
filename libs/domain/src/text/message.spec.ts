import { describe, expect, it } from 'vitest';
import type { Alert } from '../alert/schema.ts';
import type { Message, MessageEvent } from '../delivery/message.ts';
import { describeMessage, factLines, writeMessage } from './message.ts';

const since = new Date('2026-01-31T14:02:05Z');
const after = (minutes: number) => new Date(since.getTime() + minutes * 60_000);

const alert = (changes: Partial<Alert> = {}): Alert => ({
  id: 'a'.repeat(24),
  targetId: 'b'.repeat(24),
  targetName: 'Shop',
  domain: null,
  kind: 'down',
  state: 'open',
  severity: 'critical',
  reason: 'Refused: nothing listens on port 443.',
  openedAt: after(1),
  since,
  resolvedAt: null,
  resolution: null,
  acknowledgedAt: null,
  acknowledgedNote: null,
  endedAt: null,
  ...changes,
});

const describeAlert = (event: MessageEvent, changes: Partial<Alert> = {}, minutes = 6) => {
  const message: Message = {
    event,
    alert: alert(changes),
    target: {
      id: 'b'.repeat(24),
      url: 'https://shop.example/',
      name: 'Shop',
      tags: [],
      status: 'down',
    },
    link: 'https://monitor.example/targets/b',
    idempotencyKey: 'key',
    sentAt: after(minutes),
  };
  return describeMessage(message);
};

const recovered = {
  state: 'resolved',
  resolution: 'recovered',
  resolvedAt: after(6),
  endedAt: after(6),
} as const;

const ofDomain = { kind: 'domain', targetName: 'shop.example', domain: 'shop.example' } as const;

describe('titles', () => {
  it.each([
    ['opened', {}, 'Down: Shop - Refused: nothing listens on port 443'],
    ['opened', { kind: 'slow', reason: 'Answers in 3.2 s.' }, 'Slow: Shop - Answers in 3.2 s'],
    [
      'opened',
      { kind: 'certificate', reason: 'Expires in 7 days.' },
      'Certificate: Shop - Expires in 7 days',
    ],
    [
      'opened',
      { ...ofDomain, reason: 'Expires in 7 days, on 2026-02-07.' },
      'Domain: shop.example - Expires in 7 days, on 2026-02-07',
    ],
    ['opened', { kind: 'persistent', reason: 'Down for 1 h.' }, 'Still down: Shop - Down for 1 h'],
    [
      'opened',
      { kind: 'check-trouble', reason: 'No registry answers.' },
      'Check trouble: Shop - No registry answers',
    ],
    [
      'opened',
      { kind: 'system', targetName: '', reason: 'No network here.' },
      'Monitor: No network here',
    ],
    ['reminder', {}, 'Still down for 6 min: Shop - Refused: nothing listens on port 443'],
    ['reminder', { kind: 'slow', reason: 'Slow.' }, 'Still slow for 6 min: Shop - Slow'],
    [
      'reminder',
      { kind: 'certificate', reason: 'Expires in 3 days.' },
      'Reminder: Certificate: Shop - Expires in 3 days',
    ],
    ['resolved', recovered, 'Recovered: Shop was down for 6 min'],
    ['resolved', { ...recovered, kind: 'slow' }, 'Recovered: Shop was slow for 6 min'],
    [
      'resolved',
      { ...recovered, kind: 'persistent', endedAt: after(360) },
      'Recovered: Shop was down for 6 h',
    ],
    [
      'resolved',
      { ...recovered, kind: 'certificate', resolution: 'renewed' },
      'Renewed: certificate of Shop',
    ],
    [
      'resolved',
      { ...recovered, kind: 'check-trouble' },
      'Recovered: the checks of Shop work again',
    ],
    [
      'resolved',
      { ...recovered, ...ofDomain, resolution: 'renewed' },
      'Renewed: domain shop.example',
    ],
    [
      'resolved',
      { ...recovered, ...ofDomain, resolution: 'paused', endedAt: null },
      'Closed: everything on shop.example is paused',
    ],
    [
      'resolved',
      { ...recovered, ...ofDomain, kind: 'check-trouble' },
      'Recovered: the lookups of shop.example work again',
    ],
    [
      'resolved',
      { ...recovered, kind: 'system', reason: 'No network here.' },
      'Monitor recovered: No network here',
    ],
    [
      'resolved',
      { ...recovered, resolution: 'acknowledged', resolvedAt: after(2) },
      'Recovered: Shop was down for 6 min',
    ],
    [
      'resolved',
      { ...recovered, resolution: 'acknowledged', endedAt: null },
      'Acknowledged: Shop - Refused: nothing listens on port 443',
    ],
    ['resolved', { ...recovered, resolution: 'paused', endedAt: null }, 'Closed: Shop is paused'],
    [
      'resolved',
      { ...recovered, resolution: 'deleted', endedAt: null },
      'Closed: Shop is no longer watched',
    ],
    // What is watched no more has not recovered, whenever its alert ended.
    ['resolved', { ...recovered, resolution: 'paused' }, 'Closed: Shop is paused'],
    ['resolved', { ...recovered, resolution: 'deleted' }, 'Closed: Shop is no longer watched'],
    [
      'resolved',
      { ...recovered, kind: 'slow', resolution: 'superseded' },
      'Closed: Shop is down now',
    ],
    ['resolved', { ...recovered, kind: 'slow' }, 'Recovered: Shop was slow for 6 min'],
  ] satisfies [MessageEvent, Partial<Alert>, string][])('%s %o', (event, changes, title) => {
    expect(describeAlert(event, changes).title).toBe(title);
  });

  it('keep the reason readable beside a long name', () => {
    const { title } = describeAlert('opened', { targetName: 'n'.repeat(200) });
    expect(title.length).toBeLessThanOrEqual(150);
    expect(title).toContain('Refused');
  });

  it('are one line whatever the name holds', () => {
    const { title } = describeAlert('opened', { targetName: 'x\r\nBcc: y@evil.example\u202e' });
    expect(title).toBe('Down: x Bcc: y@evil.example - Refused: nothing listens on port 443');
  });
});

describe('facts', () => {
  it('say what, why and since when', () => {
    const { facts, tone } = describeAlert('opened');
    expect(tone).toBe('bad');
    expect(factLines(facts)).toBe(
      [
        'Target: Shop',
        'Address: https://shop.example/',
        'Why: Refused: nothing listens on port 443.',
        'Since: 2026-01-31 14:02:05 UTC (6 min ago)',
        'Severity: Critical',
      ].join('\n'),
    );
  });

  it('say how long it lasted once it is over', () => {
    const { facts, tone } = describeAlert(
      'resolved',
      { ...recovered, acknowledgedNote: 'On it' },
      7,
    );
    expect(tone).toBe('good');
    expect(factLines(facts)).toBe(
      [
        'Target: Shop',
        'Address: https://shop.example/',
        'Why: Refused: nothing listens on port 443.',
        'Since: 2026-01-31 14:02:05 UTC (7 min ago)',
        'Until: 2026-01-31 14:08:05 UTC (1 min ago)',
        'Lasted: 6 min',
        'Closed: It is back',
        'Note: On it',
      ].join('\n'),
    );
  });

  it('do not claim an end that nobody saw', () => {
    const { facts, tone } = describeAlert('resolved', {
      ...recovered,
      resolution: 'paused',
      endedAt: null,
    });
    expect(tone).toBe('neutral');
    expect(facts.map(({ label }) => label)).not.toContain('Lasted');
    expect(factLines(facts)).toContain('Closed: The target was paused');
  });

  it('of a domain name it and no target', () => {
    const { facts } = describeAlert('resolved', {
      ...recovered,
      ...ofDomain,
      resolution: 'paused',
    });
    expect(factLines(facts)).toMatch(/^Domain: shop\.example\nWhy: /);
    expect(factLines(facts)).toContain('Closed: The targets on it were paused');
    expect(factLines(facts)).not.toContain('https://shop.example/');
  });

  it('of a test say that nothing is wrong', () => {
    const words = writeMessage({
      event: 'test',
      alert: null,
      target: null,
      link: 'https://monitor.example/channels',
      idempotencyKey: 'key',
      sentAt: since,
    });
    expect(words.title).toBe('Test: this channel works');
    expect(words.text).toContain('Nothing is wrong');
  });
});
