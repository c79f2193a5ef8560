import { FREE_SLOT } from '@app/domain/registration';
import { describe, expect, it } from 'vitest';
import { inParallel, type Context } from './context.ts';
import { at, T0 } from './fixtures.ts';

const SERVER = 'rdap.example.net';
const taken = (used: number) => ({ ...FREE_SLOT, busyUntil: T0.getTime() + 30_000, used });

export const turnsContract = (context: Context) =>
  describe('turns', () => {
    it('knows nothing of a server that was never asked', async () => {
      expect(await context().stores.rateLimits.get(SERVER)).toBeNull();
    });

    it('keeps the turns of each server apart', async () => {
      const { rateLimits: turns } = context().stores;
      expect(await turns.put(SERVER, null, taken(1))).toBe(true);
      expect(await turns.put('whois.example.net', null, taken(7))).toBe(true);
      expect(await turns.get(SERVER)).toEqual({ state: taken(1), version: 1 });
      expect(await turns.put(SERVER, 1, taken(2))).toBe(true);
      expect(await turns.get(SERVER)).toEqual({ state: taken(2), version: 2 });
      expect(await turns.get('whois.example.net')).toEqual({ state: taken(7), version: 1 });
    });

    it('refuses turns that were read before others were stored', async () => {
      const { rateLimits: turns } = context().stores;
      expect(await turns.put(SERVER, 1, taken(9))).toBe(false);
      await turns.put(SERVER, null, taken(1));
      expect(await turns.put(SERVER, null, taken(9))).toBe(false);
      await turns.put(SERVER, 1, taken(2));
      expect(await turns.put(SERVER, 1, taken(9))).toBe(false);
      expect((await turns.get(SERVER))?.state).toEqual(taken(2));
    });

    it.each([null, 1])('gives one of many the turn after version %s', async (version) => {
      const { rateLimits: turns } = context().stores;
      if (version !== null) await turns.put(SERVER, null, FREE_SLOT);
      const answers = await inParallel(20, (i) => turns.put(SERVER, version, taken(i)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await turns.get(SERVER)).toEqual({
        state: taken(answers.indexOf(true)),
        version: (version ?? 0) + 1,
      });
    });

    it('lets the server forget servers that nobody has asked for a week', async () => {
      const { connection, setNow, stores } = context();
      await stores.rateLimits.put(SERVER, null, taken(1));
      setNow(at(60));
      await stores.rateLimits.put(SERVER, 1, taken(2));
      const collection = connection.collection('turns');
      expect(await collection.findOne()).toMatchObject({ updatedAt: at(60) });
      expect(await collection.indexes()).toContainEqual(
        expect.objectContaining({ key: { updatedAt: 1 }, expireAfterSeconds: 604_800 }),
      );
    });
  });
