import { describe, expect, it } from 'vitest';
import type { Alert } from '../alert/schema.ts';
import type { DigestItem, SharedCause } from '../delivery/message.ts';
import type { Tone } from './message-words.ts';
import { describeMessage } from './message.ts';
import { after, RECOVERED as recovered, sampleAlert as alert } from './testing/sample-alert.ts';

describe('a digest', () => {
  const item = (
    event: 'opened' | 'resolved',
    changes: Partial<Alert> = {},
    details: Partial<DigestItem> = {},
  ): DigestItem => ({
    event,
    alert: alert(changes),
    target: null,
    link: `https://monitor.example/targets/${changes.targetName ?? 'Shop'}`,
    ...details,
  });
  const describeDigest = (items: DigestItem[], sharedCause?: SharedCause) =>
    describeMessage({
      event: 'digest',
      alert: null,
      target: null,
      link: 'https://monitor.example/alerts',
      idempotencyKey: 'key',
      sentAt: after(6),
      items,
      ...(sharedCause && { sharedCause }),
    });

  it.each<[DigestItem[], SharedCause | undefined, string, Tone]>([
    [[item('opened'), item('opened')], undefined, '2 targets are down', 'bad'],
    [
      [item('opened'), item('opened', { kind: 'persistent' })],
      { is: 'host', value: 'shop.example' },
      '2 targets are down, all on shop.example',
      'bad',
    ],
    [
      [item('opened'), item('opened')],
      { is: 'failure', value: 'timeout' },
      '2 targets are down, all for one reason: no answer in time',
      'bad',
    ],
    [
      [
        item('opened', { kind: 'slow', severity: 'warning' }),
        item('opened', { kind: 'slow', severity: 'info' }),
      ],
      { is: 'tag', value: 'eu' },
      '2 targets are slow, all tagged eu',
      'warning',
    ],
    [[item('opened'), item('opened', { kind: 'domain' })], undefined, '2 alerts', 'bad'],
    [
      [item('resolved', recovered), item('opened', recovered)],
      undefined,
      '2 targets are up again',
      'good',
    ],
    [
      [item('resolved', recovered), item('resolved', { ...recovered, resolution: 'paused' })],
      undefined,
      '2 alerts have ended',
      'neutral',
    ],
    [
      [item('opened'), item('resolved', recovered)],
      undefined,
      '2 alerts, 1 of them new and 1 ended',
      'bad',
    ],
  ])('%# is named by what its alerts have in common', (items, cause, title, tone) => {
    expect(describeDigest(items, cause)).toMatchObject({ title, tone });
  });

  it('names every target with what became of it', () => {
    const { lines, facts } = describeDigest([
      item('opened', { targetName: 'A' }),
      item('resolved', { ...recovered, targetName: 'B' }),
      item('resolved', { ...recovered, targetName: 'C', ending: 'deleted' }),
    ]);
    expect(lines).toEqual([
      {
        text: 'Down: A - Refused: nothing listens on port 443',
        tone: 'bad',
        url: 'https://monitor.example/targets/A',
      },
      {
        text: 'Recovered: B was down for 6 min',
        tone: 'good',
        url: 'https://monitor.example/targets/B',
      },
      {
        text: 'Closed: C is no longer watched',
        tone: 'neutral',
        url: 'https://monitor.example/targets/C',
      },
    ]);
    expect(facts).toEqual([]);
  });
});
