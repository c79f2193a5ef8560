import {
  type CheckedTarget,
  type ClaimedTarget,
  type HourTotals,
  initialState,
  KEPT_GAPS,
  type TargetChange,
  type TargetRecord,
} from '@app/domain';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { exactly, inParallel, type Context } from './context.ts';
import { aCheck, ALL_PARTITIONS, anOpenIntent, at, aTarget, T0 } from './fixtures.ts';

const totalsOf = (hour: Date): HourTotals => ({
  hour,
  good: 1,
  failed: 0,
  inconclusive: 0,
  timed: 1,
  sumMs: 123.5,
  marks: 'AB',
  maxMs: 123.5,
});

export const targetRecordContract = (context: Context) =>
  describe('targets: results', () => {
    const insertAll = async (targets: TargetRecord[]) => {
      for (const one of targets) await context().stores.targets.insert(one, { unique: true });
    };
    const claimAll = async (now = T0): Promise<ClaimedTarget[]> =>
      await context().stores.targets.claimDue({
        partitions: ALL_PARTITIONS,
        horizon: now,
        now,
        limit: 100,
        lease: { token: newId(), until: new Date(now.getTime() + 60_000) },
      });
    const resultOf = ({ target, lease }: ClaimedTarget, slot = T0): CheckedTarget => ({
      id: target.id,
      token: lease.token,
      change: {
        state: { ...target.state, status: 'up', lastSlot: slot },
        schedule: { ...target.schedule, dueAt: at(300), lease: null },
        check: aCheck(slot),
        lastCheck: { at: slot, outcome: 'ok', statusCode: 200, latencyMs: 123, failure: null },
        hour: { running: totalsOf(T0), ended: null },
        intents: [],
      },
    });

    it('writes a result, ends the lease and raises the version', async () => {
      const { setNow, stores } = context();
      const target = aTarget({ recent: [aCheck(at(-300))] });
      await insertAll([target]);
      const [claimed] = exactly(await claimAll(), 1);
      setNow(at(7));
      const intent = anOpenIntent();
      const result = resultOf(claimed);
      result.change.intents = [intent];
      expect(await stores.targets.record([result])).toEqual(new Set([target.id]));
      const { state, schedule, lastCheck } = result.change;
      expect(await stores.targets.get(target.id)).toEqual({
        ...target,
        state,
        schedule,
        lastCheck,
        hours: [totalsOf(T0)],
        recent: [aCheck(at(-300)), aCheck(T0)],
        intents: [intent],
        version: 2,
        updatedAt: at(7),
      });
    });

    it('replaces the totals of the running hour and keeps those of the last 24 that ended', async () => {
      const { targets } = context().stores;
      const hours = Array.from({ length: 25 }, (_, i) => totalsOf(at((i - 24) * 3_600)));
      await insertAll([aTarget({ hours })]);
      const [first] = exactly(await claimAll(), 1);
      expect(first.hour).toEqual(hours.at(-1));
      const record = async ({ target, lease }: ClaimedTarget, hour: TargetChange['hour']) =>
        await targets.record([{ id: target.id, token: lease.token, change: { hour } }]);

      const grown = { ...totalsOf(T0), good: 2, failed: 1 };
      await record(first, { running: grown, ended: null });
      const stored = async () => (await targets.get(first.target.id))?.hours;
      expect(await stored()).toEqual([...hours.slice(0, -1), grown]);

      const [second] = exactly(await claimAll(), 1);
      await record(second, { running: totalsOf(at(3_600)), ended: grown });
      expect(await stored()).toEqual([...hours.slice(1, -1), grown, totalsOf(at(3_600))]);
    });

    it('keeps the order by uptime true as hours end, and forgets what is older than a day', async () => {
      const { targets } = context().stores;
      const shaky = aTarget({ hours: [{ ...totalsOf(at(-3_600)), good: 11, failed: 1 }] });
      const fine = aTarget({ hours: [totalsOf(at(-3_600))] });
      const worst = aTarget({ hours: [totalsOf(at(-3_600))] });
      await insertAll([fine, worst, shaky]);
      const recordAll = async (running: HourTotals, failing: HourTotals) =>
        await targets.record(
          (await claimAll()).map(({ target: { id }, lease: { token }, hour }) => ({
            ...{ id, token },
            change: { hour: { running: id === worst.id ? failing : running, ended: hour } },
          })),
        );
      const order = async () => {
        const all = { search: null, kind: null, tags: [], tagMatch: 'all', statuses: [] } as const;
        const filter = {
          ...all,
          sort: 'uptime',
          isReversed: false,
          cursor: null,
          limit: 9,
        } as const;
        return (await targets.list({ ...filter, tags: [], statuses: [] })).items.map(
          ({ id }) => id,
        );
      };
      expect((await order())[0]).toBe(shaky.id);
      await recordAll(totalsOf(T0), { ...totalsOf(T0), failed: 1 });
      expect(await order()).toEqual([worst.id, shaky.id, fine.id]);
      const again = { ...totalsOf(at(86_400)), good: 9, failed: 1 };
      await recordAll(totalsOf(at(86_400)), again);
      expect((await order())[0]).toBe(worst.id);
      const [first, second] = (await order()).slice(1);
      expect([first, second]).toEqual([shaky.id, fine.id].sort());
      expect((await targets.get(worst.id))?.hours.at(-1)).toEqual(again);
    });

    it('adds a gap and a pause to those that are there, and keeps the newest hundred', async () => {
      const { targets } = context().stores;
      const gap = (seconds: number) => ({ from: at(seconds - 60), to: at(seconds) });
      const gaps = Array.from({ length: KEPT_GAPS }, (_, i) => gap((i - KEPT_GAPS) * 1_000));
      const [none, many] = [aTarget(), aTarget({ gaps, pauses: gaps })];
      await insertAll([none, many]);
      const change = { gap: gap(0), pause: gap(0) };
      await targets.record(
        exactly(await claimAll(), 2).map(({ target: { id }, lease: { token } }) => ({
          id,
          token,
          change,
        })),
      );
      const newest = [...gaps.slice(1), gap(0)];
      expect(await targets.get(none.id)).toMatchObject({ gaps: [gap(0)], pauses: [gap(0)] });
      expect(await targets.get(many.id)).toMatchObject({ gaps: newest, pauses: newest });
    });

    it('ends the lease also when only the schedule moves, or nothing', async () => {
      const { targets } = context().stores;
      await insertAll([aTarget(), aTarget()]);
      const [one, two] = exactly(await claimAll(), 2);
      const schedule = { ...one.target.schedule, dueAt: at(300) };
      const recorded = await targets.record([
        { id: one.target.id, token: one.lease.token, change: { schedule } },
        { id: two.target.id, token: two.lease.token, change: {} },
      ]);
      expect(recorded.size).toBe(2);
      expect((await targets.get(one.target.id))?.schedule).toEqual({ ...schedule, lease: null });
      expect((await targets.get(two.target.id))?.schedule).toMatchObject({
        dueAt: T0,
        lease: null,
      });
    });

    it('records a batch of many', async () => {
      const { targets } = context().stores;
      await insertAll(Array.from({ length: 60 }, (_, i) => aTarget({ name: `n ${i}` })));
      const claimed = await claimAll();
      const recorded = await targets.record(claimed.map((one) => resultOf(one)));
      expect(recorded).toEqual(new Set(claimed.map(({ target }) => target.id)));
      expect(await targets.counts()).toMatchObject({ all: 60, up: 60 });
    });

    it('records nothing twice', async () => {
      const { targets } = context().stores;
      await insertAll([aTarget()]);
      const [claimed] = exactly(await claimAll(), 1);
      const result = resultOf(claimed);
      const answers = await inParallel(5, () => targets.record([result]));
      expect(answers.some((ids) => ids.has(result.id))).toBe(true);
      const stored = await targets.get(result.id);
      expect(stored?.recent).toHaveLength(1);
      expect(stored?.version).toBe(2);
    });

    it('drops a result whose lease somebody else has taken over', async () => {
      const { targets } = context().stores;
      await insertAll([aTarget()]);
      const [slow] = exactly(await claimAll(), 1);
      const [fast] = exactly(await claimAll(at(60)), 1);
      expect(await targets.record([resultOf(slow, T0)])).toEqual(new Set());
      expect((await targets.get(slow.target.id))?.recent).toEqual([]);
      expect((await targets.record([resultOf(fast, at(60))])).size).toBe(1);
    });

    it('takes a late result as long as nobody has taken over', async () => {
      await insertAll([aTarget()]);
      const [claimed] = exactly(await claimAll(), 1);
      expect((await context().stores.targets.record([resultOf(claimed)])).size).toBe(1);
    });

    it('drops a result from before an edit of the schedule, not from before a new name', async () => {
      const { targets } = context().stores;
      await insertAll([aTarget(), aTarget()]);
      const [paused, renamed] = exactly(await claimAll(), 2);
      const schedule = { dueAt: null, urgent: null, lease: null, silentAt: null };
      await targets.change(paused.target.id, 1, { schedule, pausedAt: T0 });
      await targets.change(renamed.target.id, 1, { name: 'new' });
      const recorded = await targets.record([resultOf(paused), resultOf(renamed)]);
      expect(recorded).toEqual(new Set([renamed.target.id]));
      expect(await targets.get(paused.target.id)).toMatchObject({ schedule, recent: [] });
      expect(await targets.get(renamed.target.id)).toMatchObject({ name: 'new', version: 3 });
    });

    it('answers which of a batch were recorded', async () => {
      const { targets } = context().stores;
      await insertAll(Array.from({ length: 10 }, () => aTarget()));
      const claimed = await claimAll();
      const lost = claimed.filter((_, i) => i % 3 === 0);
      for (const { target } of lost) {
        await targets.change(target.id, 1, { schedule: { ...target.schedule, lease: null } });
      }
      const recorded = await targets.record(claimed.map((one) => resultOf(one)));
      const kept = claimed.filter((one) => !lost.includes(one)).map(({ target }) => target.id);
      expect(recorded).toEqual(new Set(kept));
      expect(await targets.record([])).toEqual(new Set());
    });

    it('does not record after the lease was given back', async () => {
      const { targets } = context().stores;
      await insertAll([aTarget()]);
      const [claimed] = exactly(await claimAll(), 1);
      await targets.release([{ id: claimed.target.id, token: claimed.lease.token }]);
      expect(await targets.record([resultOf(claimed)])).toEqual(new Set());
    });

    it('drops archived checks and keeps counting right', async () => {
      const { targets } = context().stores;
      const slots = [at(-900), at(-600), at(-300)];
      const target = aTarget({ recent: slots.map((slot) => aCheck(slot)) });
      const other = aTarget({ recent: slots.map((slot) => aCheck(slot)) });
      const removed = aTarget({ removedAt: T0, recent: [aCheck(T0)] });
      await insertAll([target, other, removed]);
      const read = await targets.carriedChecks([target.id, removed.id, newId()]);
      expect(read).toEqual([{ targetId: target.id, checks: target.recent, carried: 3 }]);

      const moved = [at(-900), at(-600)];
      const trim = { targetId: target.id, carried: 3, moved, kept: 1 };
      const ofNobody = { ...trim, targetId: newId() };
      for (let times = 0; times < 2; times++) await targets.trimRecent([ofNobody, trim]);
      await targets.trimRecent([]);
      expect((await targets.get(target.id))?.recent).toEqual([aCheck(at(-300))]);
      expect((await targets.get(other.id))?.recent).toEqual(other.recent);
      const counts = (await claimAll()).map((one) => [one.target.id, one.recentCount] as const);
      expect(Object.fromEntries(counts)).toMatchObject({ [target.id]: 1, [other.id]: 3 });
    });

    it('keeps all checks of a target whose recent ones have changed since they were read', async () => {
      const { targets } = context().stores;
      const grown = aTarget({ recent: [aCheck(at(-600)), aCheck(at(-300))] });
      // Somebody else has archived, and as many checks came in again.
      const trimmed = aTarget({ recent: [aCheck(at(-200)), aCheck(at(-100))] });
      await insertAll([grown, trimmed]);
      await targets.change(grown.id, 1, { check: aCheck(T0) });
      await targets.trimRecent(
        [grown, trimmed].map(({ id }) => ({
          targetId: id,
          carried: 2,
          moved: [at(-300)],
          kept: 1,
        })),
      );
      const claimed = await claimAll();
      expect((await targets.get(grown.id))?.recent).toHaveLength(3);
      expect((await targets.get(trimmed.id))?.recent).toHaveLength(2);
      expect(claimed.map(({ recentCount }) => recentCount).sort()).toEqual([2, 3]);
    });

    it('finds targets that were silent for too long', async () => {
      const { targets } = context().stores;
      const lease = { token: newId(), until: at(1) };
      const silentAt = (instant: Date | null, status: 'up' | 'unknown', held = false) =>
        aTarget({
          schedule: { dueAt: null, urgent: null, lease: held ? lease : null, silentAt: instant },
          state: { ...initialState(T0), status },
        });
      const silent = [silentAt(at(-10), 'up'), silentAt(T0, 'up')];
      const others = [silentAt(at(1), 'up'), silentAt(at(-10), 'unknown'), silentAt(null, 'up')];
      const checked = silentAt(at(-20), 'up', true);
      await insertAll([...silent, ...others, checked]);
      expect(await targets.stale(T0, 10)).toEqual(silent);
      expect(await targets.stale(T0, 1)).toEqual(silent.slice(0, 1));
    });
  });
