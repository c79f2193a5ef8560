import { describe, expect, it } from 'vitest';
import type { Context } from './context.ts';
import { at, T0 } from './fixtures.ts';

const beat = {
  id: 'host:1:x',
  startedAt: T0,
  at: T0,
  loopDelayMs: 1.5,
  checksPerMinute: 12,
  waitingChecks: 3,
  longestWaitMs: 4.5,
};

export const workersContract = (context: Context) =>
  describe('workers', () => {
    it('keeps the newest beat of each worker', async () => {
      const { workers } = context().stores;
      await workers.heartbeat(beat);
      await workers.heartbeat({ ...beat, id: 'host:2:y', region: 'fra' });
      await workers.heartbeat({ ...beat, at: at(5), loopDelayMs: 0 });
      expect(await workers.list()).toEqual([
        { ...beat, at: at(5), loopDelayMs: 0 },
        { ...beat, id: 'host:2:y', region: 'fra' },
      ]);
    });

    it('keeps what keeps a worker from its work, until a beat says nothing of it', async () => {
      const { workers } = context().stores;
      const offline = [
        { since: T0, cause: 'gateway', family: null, gateway: '192.0.2.1' } as const,
      ];
      await workers.heartbeat({ ...beat, offline });
      expect(await workers.list()).toEqual([{ ...beat, offline }]);
      const stuck = { count: 2, since: T0, example: 'x' };
      await workers.heartbeat({ ...beat, stuck });
      expect(await workers.list()).toEqual([{ ...beat, stuck }]);
      await workers.heartbeat(beat);
      expect(await workers.list()).toEqual([beat]);
    });

    it('forgets at once who says farewell', async () => {
      const { workers } = context().stores;
      await workers.heartbeat(beat);
      await workers.heartbeat({ ...beat, id: 'host:2:y' });
      await workers.deregister(beat.id);
      await workers.deregister('never seen');
      expect((await workers.list()).map(({ id }) => id)).toEqual(['host:2:y']);
    });

    it('lets the server forget workers that are gone', async () => {
      const { connection, stores } = context();
      await stores.workers.heartbeat(beat);
      expect(await connection.collection('workers').indexes()).toContainEqual(
        expect.objectContaining({ key: { at: 1 }, expireAfterSeconds: 3_600 }),
      );
    });
  });
