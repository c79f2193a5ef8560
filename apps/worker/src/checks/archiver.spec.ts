import { systemContext } from '@app/monitoring';
import { expect, it, vi } from 'vitest';
import { Archiver } from './archiver.ts';

it('archives what it was told of, all at once, and tries again after a failure', async () => {
  vi.useFakeTimers();
  const asked: (readonly string[])[] = [];
  let isAway = true;
  const ports = {
    targets: {
      carriedChecks: async (ids: readonly string[]) => {
        asked.push(ids);
        if (isAway) throw new Error('away');
        return [];
      },
      trimRecent: async () => undefined,
    },
    results: { append: async () => undefined },
    now: () => new Date(),
    log: { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() },
  };
  const archiver = new Archiver(systemContext(ports));
  archiver.add(['a', 'b']);
  archiver.add(['a']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toEqual([['a', 'b']]);

  isAway = false;
  archiver.add(['c']);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(asked).toEqual([
    ['a', 'b'],
    ['a', 'b', 'c'],
  ]);
  await archiver.stop();
  vi.useRealTimers();
});
