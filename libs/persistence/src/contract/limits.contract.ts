import { describe, expect, it } from 'vitest';
import { inParallel, type Context } from './context.ts';
import { at, T0 } from './fixtures.ts';

const MINUTE = 60_000;

export const limitsContract = (context: Context) => {
  describe('windows of calls', () => {
    it('count each call, whoever makes it at the same time', async () => {
      const { callWindows } = context().stores;
      const windows = await inParallel(20, () => callWindows.count('write 192.0.2.1', MINUTE));
      expect(windows.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, i) => i + 1),
      );
      for (const { resetAt } of windows) expect(resetAt).toEqual(at(60));
    });

    it('begin anew when they are over, and for each key', async () => {
      const { setNow, stores } = context();
      await stores.callWindows.count('a', MINUTE);
      expect(await stores.callWindows.count('b', MINUTE)).toMatchObject({ count: 1 });
      setNow(at(60));
      expect(await stores.callWindows.count('a', MINUTE)).toEqual({ count: 1, resetAt: at(120) });
      await stores.callWindows.forget('a');
      expect(await stores.callWindows.count('a', MINUTE)).toMatchObject({ count: 1 });
    });

    it('bind nobody when a clock was ahead', async () => {
      const { setNow, stores } = context();
      setNow(at(86_400));
      for (let i = 0; i < 3; i++) await stores.callWindows.count('a', MINUTE);
      setNow(T0);
      expect(await stores.callWindows.count('a', MINUTE)).toEqual({ count: 1, resetAt: at(60) });
    });

    it('are forgotten by the server', async () => {
      const indexes = await context().connection.collection('callWindows').indexes();
      expect(indexes).toContainEqual(
        expect.objectContaining({ key: { resetAt: 1 }, expireAfterSeconds: 60 }),
      );
    });
  });

  describe('floods', () => {
    it('are found while they go on, the worst first', async () => {
      const { floods } = context().stores;
      const flood = (caller: string, refused: number, lastAt: Date) =>
        ({ caller, class: 'write', refused, since: T0, lastAt }) as const;
      await floods.note(flood('192.0.2.1', 100, at(5)));
      await floods.note(flood('192.0.2.1', 700, at(10)));
      await floods.note(flood('192.0.2.2', 900, at(8)));
      await floods.note(flood('192.0.2.3', 5_000, at(1)));
      expect(await floods.since(at(2))).toEqual([
        flood('192.0.2.2', 900, at(8)),
        flood('192.0.2.1', 700, at(10)),
      ]);
    });
  });
};
