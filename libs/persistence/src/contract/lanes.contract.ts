import { type LaneState, NEW_LANE } from '@app/domain/lanes';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { inParallel, type Context } from './context.ts';
import { at, T0 } from './fixtures.ts';

const leaseUntil = (seconds: number) => ({ token: newId(), until: at(seconds) });

const held = (lease: { token: string; until: Date }, resumed = 0) => ({ lease, resumed });

const PAUSED: LaneState = {
  pausedUntil: at(90),
  failingSince: at(-5),
  failures: 2,
  failedAt: T0,
  paceAt: at(1),
  answerMs: 120,
  told: [{ event: 'opened', at: T0, count: 25 }],
  plans: [
    {
      ...{ key: 'digest', form: 'digest', event: 'opened', deliveryIds: [newId()] },
      ...{ plannedAt: T0, unanswered: 1, sharedCause: { is: 'host', value: 'a.example' } },
    },
  ],
};

export const lanesContract = (context: Context) =>
  describe('lanes', () => {
    it('are made when they are claimed, and have one holder', async () => {
      const { lanes } = context().stores;
      const id = newId();
      const lease = leaseUntil(30);
      expect(await lanes.get(id)).toBeNull();
      expect(await lanes.claim(id, T0, lease)).toEqual({
        ...{ id, lease, wake: 0, successorId: null, resumed: 0 },
        ...NEW_LANE,
      });
      expect(await lanes.claim(id, at(29), leaseUntil(60))).toBeNull();
      expect(await lanes.claim(id, at(30), leaseUntil(60))).toMatchObject({ id });
      const answers = await inParallel(20, () => lanes.claim('in-app', T0, leaseUntil(30)));
      expect(answers.filter(Boolean)).toHaveLength(1);
    });

    it('are stored by their holder only', async () => {
      const { lanes } = context().stores;
      const id = newId();
      const [slow, fast] = [leaseUntil(30), leaseUntil(90)];
      await lanes.claim(id, T0, slow);
      expect(await lanes.save(id, held({ ...slow, until: at(35) }), PAUSED)).toBe(true);
      expect(await lanes.claim(id, at(31), fast)).toBeNull();
      expect(await lanes.claim(id, at(40), fast)).toMatchObject(PAUSED);
      expect(await lanes.save(id, held(slow), NEW_LANE)).toBe(false);
      const token = { token: slow.token, wake: 0 };
      expect(await lanes.release(id, token, NEW_LANE)).toBe(false);
      expect(await lanes.release(id, { ...token, token: fast.token }, PAUSED)).toBe(true);
      expect(await lanes.get(id)).toMatchObject({ ...PAUSED, lease: null });
    });

    it('are not given back while there is more work', async () => {
      const { lanes } = context().stores;
      const id = newId();
      const lease = leaseUntil(30);
      await lanes.claim(id, T0, lease);
      await lanes.wake(id);
      const { token } = lease;
      expect(await lanes.release(id, { token, wake: 0 }, NEW_LANE)).toBe(false);
      expect(await lanes.get(id)).toMatchObject({ wake: 1, lease });
      expect(await lanes.release(id, { token, wake: 1 }, NEW_LANE)).toBe(true);
    });

    it('go on at once when they are to', async () => {
      const { lanes } = context().stores;
      const id = newId();
      const lease = leaseUntil(30);
      await lanes.claim(id, T0, lease);
      await lanes.release(id, { token: lease.token, wake: 0 }, PAUSED);
      await lanes.resume(id);
      expect(await lanes.get(id)).toMatchObject({
        ...{ pausedUntil: null, failures: 0, plans: PAUSED.plans },
      });
      expect(await lanes.list()).toHaveLength(1);
    });

    it('go on at once also where somebody holds them, who cannot store that they wait', async () => {
      const { lanes } = context().stores;
      const id = newId();
      const lease = leaseUntil(30);
      await lanes.claim(id, T0, lease);
      await lanes.resume(id);
      expect(await lanes.save(id, held(lease), PAUSED)).toBe(false);
      expect(await lanes.get(id)).toMatchObject({ pausedUntil: null, resumed: 1, wake: 1 });
      expect(await lanes.save(id, held(lease, 1), PAUSED)).toBe(true);
    });

    it('know who takes over from a channel that is gone', async () => {
      const { lanes } = context().stores;
      const [id, successorId] = [newId(), newId()];
      await lanes.succeed(id, successorId);
      expect(await lanes.claim(id, T0, leaseUntil(30))).toMatchObject({ successorId });
    });
  });
