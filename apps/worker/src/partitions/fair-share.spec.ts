import { PARTITIONS } from '@app/domain';
import { expect, it } from 'vitest';
import { DEAD_AFTER_MS, fairShare } from './fair-share.ts';

const now = new Date('2026-01-01T00:00:00Z');
const beat = (id: string, ageMs: number) => ({
  id,
  at: new Date(now.getTime() - ageMs),
  startedAt: now,
  loopDelayMs: 0,
  checksPerMinute: 0,
});

it.each([
  ['alone', [], PARTITIONS],
  ['alone, its own beat included', [beat('self', 0)], PARTITIONS],
  ['beside another', [beat('self', 0), beat('b', 1_000)], PARTITIONS / 2],
  ['beside two others', [beat('b', 1_000), beat('c', 1_000)], Math.ceil(PARTITIONS / 3)],
  ['beside a dead one', [beat('b', DEAD_AFTER_MS)], PARTITIONS],
  ['beside one from before the clock was set back', [beat('b', -3_600_000)], PARTITIONS],
  ['beside one that said farewell', [{ ...beat('b', 0), at: new Date(0) }], PARTITIONS],
])('a worker %s holds its share', (_name, beats, share) => {
  expect(fairShare(beats, 'self', now)).toBe(share);
});

it('shares of all workers hold every partition, also when there are more workers than partitions', () => {
  for (let workers = 1; workers < PARTITIONS * 2; workers++) {
    const beats = Array.from({ length: workers }, (_, i) => beat(String(i), 0));
    expect(fairShare(beats, '0', now) * workers).toBeGreaterThanOrEqual(PARTITIONS);
  }
});
