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

const figures = {
  ...{ id: 'a', name: 'host:1', version: '0.1.0', startedAt: T0, at: T0, loopDelayMs: 3 },
  ...{ memoryBytes: 9, freeMemoryBytes: 8, errorsPerMinute: 1, clockMs: -2.5 },
};

export const apiNodesContract = (context: Context) =>
  describe('api nodes', () => {
    it('keeps the newest beat of each, what it says no more left out', async () => {
      const { apiNodes } = context().stores;
      const locked = { is: 'no-key' as const, keyIds: ['k'], channels: 1, targets: 2 };
      await apiNodes.heartbeat({ ...figures, locked });
      expect(await apiNodes.list()).toEqual([{ ...figures, locked }]);
      await apiNodes.heartbeat({ ...figures, at: at(5), clockMs: null });
      await apiNodes.heartbeat({ ...figures, id: 'b' });
      expect(await apiNodes.list()).toEqual([
        { ...figures, at: at(5), clockMs: null },
        { ...figures, id: 'b' },
      ]);
      await apiNodes.deregister('a');
      expect((await apiNodes.list()).map(({ id }) => id)).toEqual(['b']);
    });

    it('knows how far the clock of the server is ahead', async () => {
      const ahead = await context().stores.serverClock.aheadMs();
      expect(ahead).not.toBeNull();
      expect(Math.abs(ahead ?? Infinity)).toBeLessThan(60_000);
    });

    it('makes indexes that are missing, and names them', async () => {
      const { connection, stores } = context();
      const all = await stores.indexes.ensure();
      expect(all.made).toEqual([]);
      expect(all.checked).toBeGreaterThan(30);
      await connection.collection('workers').dropIndex('at_1');
      expect(await stores.indexes.ensure()).toEqual({ ...all, made: ['workers.at_1'] });
    });
  });

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

    it('keeps what a worker tells of its process and its secrets', async () => {
      const { workers } = context().stores;
      const { id: _, startedAt: __, at: ___, loopDelayMs: ____, ...own } = figures;
      const locked = { is: 'missing' as const, keyIds: ['k'], channels: 0, targets: 2 };
      await workers.heartbeat({ ...beat, ...own, locked });
      expect(await workers.list()).toEqual([{ ...beat, ...own, locked }]);
      await workers.heartbeat({ ...beat, ...own, clockMs: null });
      expect(await workers.list()).toEqual([{ ...beat, ...own, clockMs: null }]);
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
