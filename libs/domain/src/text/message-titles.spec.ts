import { describe, expect, it } from 'vitest';
import type { Alert } from '../alert/schema.ts';
import type { Message, MessageEvent } from '../delivery/message.ts';
import { factLines } from './message.ts';
import { describeAlert, ofDomain } from './testing/describe-alert.ts';
import { after, RECOVERED as recovered } from './testing/sample-alert.ts';

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
      { ...recovered, resolution: 'acknowledged', ending: 'recovered', resolvedAt: after(2) },
      'Recovered: Shop was down for 6 min',
    ],
    // An older version did not keep how it ended.
    [
      'resolved',
      { ...recovered, resolution: 'acknowledged', resolvedAt: after(2) },
      'Ended: Shop was down for 6 min',
    ],
    [
      'resolved',
      { ...recovered, resolution: 'acknowledged', ending: 'paused', resolvedAt: after(2) },
      'Closed: Shop is paused',
    ],
    [
      'resolved',
      { ...recovered, resolution: 'acknowledged', ending: 'deleted', resolvedAt: after(2) },
      'Closed: Shop is no longer watched',
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

describe('what else is true of an event', () => {
  const paused = { ...recovered, resolution: 'paused', ending: 'paused' } as const;
  it.each([
    ['it is told late', 'opened', {}, { lateMs: 360_000 }, 'Down for 6 min: Shop - Refused'],
    [
      'a certificate is told late',
      'opened',
      { kind: 'certificate' },
      { lateMs: 360_000 },
      'Certificate: Shop - Refused',
    ],
    ['it is over', 'opened', recovered, {}, 'Shop was down for 6 min, is back - Refused'],
    [
      'its end comes with it',
      'resolved',
      recovered,
      { isWhole: true },
      'Shop was down for 6 min, is back - Refused',
    ],
    [
      'it was paused meanwhile',
      'resolved',
      paused,
      { isWhole: true },
      'Shop was down, now paused - Refused',
    ],
    [
      'it was renewed meanwhile',
      'resolved',
      { ...recovered, kind: 'certificate', resolution: 'renewed' },
      { isWhole: true },
      'Renewed: certificate of Shop (was: Refused',
    ],
    ['it flaps', 'opened', {}, { isFlapping: true }, 'Down again, flapping: Shop - Refused'],
    [
      'it flapped and stays down',
      'reminder',
      {},
      { isFlapping: true },
      'Down for good, after ups and downs for 6 min: Shop - Refused',
    ],
    [
      'it flapped and stays up',
      'resolved',
      recovered,
      { isFlapping: true },
      'Recovered: Shop is stable again after ups and downs for 6 min',
    ],
    [
      'it flapped and is paused',
      'resolved',
      paused,
      { isFlapping: true },
      'Closed: Shop is paused',
    ],
  ] satisfies [string, MessageEvent, Partial<Alert>, Partial<Message>, string][])(
    '%s',
    (_what, event, changes, details, title) => {
      expect(describeAlert(event, changes, details).title).toContain(title);
    },
  );

  it('a change of the DNS is told as one, although it is over', () => {
    const changes = { ...recovered, kind: 'dns', reason: 'A of Shop changed.' } as const;
    expect(describeAlert('opened', changes).title).toBe('DNS changed: Shop - A of Shop changed');
  });

  it.each([
    ['recovered', 'good'],
    ['renewed', 'good'],
    ['paused', 'neutral'],
    ['deleted', 'neutral'],
    ['superseded', 'neutral'],
  ] as const)('an alert that %s looks %s, however it was taken on', (ending, tone) => {
    const takenOn = { ...recovered, resolution: 'acknowledged', ending } as const;
    for (const alert of [takenOn, { ...recovered, resolution: ending }]) {
      expect(describeAlert('resolved', alert).tone).toBe(tone);
      expect(describeAlert('opened', alert).tone).toBe(tone);
    }
  });

  it.each(['paused', 'deleted', 'superseded'] as const)(
    'an alert that %s is never said to be well',
    (ending) => {
      const takenOn = { ...recovered, resolution: 'acknowledged', ending } as const;
      for (const [event, details] of [
        ['resolved', {}],
        ['resolved', { isWhole: true }],
        ['opened', {}],
      ] as const) {
        const { title, facts } = describeAlert(event, takenOn, { minutes: 7, ...details });
        expect(`${title} ${factLines(facts)}`).not.toMatch(/recovered|is back|well|fine|Lasted/i);
      }
    },
  );
});
