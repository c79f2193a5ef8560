import { AppError, type BulkAction, type BulkTargets } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { RegistrationDays } from '../testing/registration-days.ts';
import { bulkTargets } from './bulk-targets.ts';
import { createTarget } from './create-target.ts';

const GONE = 'f'.repeat(24);

/** A shop and a blog that are checked, and a domain alone. */
async function desk() {
  const days = new RegistrationDays();
  const context = systemContext(days.ports);
  const noted: string[] = [];
  const audit = {
    begin: async ({ path, input }: { path: string; input: unknown }) => {
      noted.push(`${path} ${(input as { id: string }).id}`);
      return async (end: { ok: boolean }) => {
        if (!end.ok) noted.push('refused');
      };
    },
  };
  const ids: string[] = [];
  for (const url of ['https://shop.test/', 'https://blog.test/', 'domain:shop.test']) {
    ids.push((await createTarget(context, { url, tags: ['old'] })).id);
  }
  const [shop = '', blog = '', domain = ''] = ids;
  const send = (steps: BulkTargets['steps'], dryRun = false) =>
    bulkTargets(context, { steps, dryRun }, audit);
  const all = (action: BulkAction, dryRun = false) => send([{ ids, action }], dryRun);
  const recordOf = (id: string) => days.targets.records.get(id);
  return { days, noted, ids, shop, blog, domain, send, all, recordOf };
}

const outcomes = (report: { items: { outcome: string }[] }): string[] =>
  report.items.map(({ outcome }) => outcome);

describe('what is done to several targets', () => {
  it('is told per target, and noted as if it had been done to each alone', async () => {
    const { all, send, noted, ids, shop, blog, domain, recordOf } = await desk();
    await send([{ ids: [shop], action: { do: 'pause' } }]);
    noted.length = 0;
    const report = await all({ do: 'pause' });
    expect(outcomes(report)).toEqual(['same', 'done', 'done']);
    expect(report.counts).toEqual({ done: 2, same: 1, refused: 0, failed: 0 });
    expect(noted.toSorted()).toEqual(
      [`targets.pause ${blog}`, `targets.pause ${domain}`].toSorted(),
    );
    expect(ids.map((id) => recordOf(id)?.state.status)).toEqual(['paused', 'paused', 'paused']);
  });

  it('is taken back by what it answers, and only where it changed something', async () => {
    const { all, send, shop, ids, recordOf } = await desk();
    await send([{ ids: [shop], action: { do: 'pause' } }]);
    const { items } = await all({ do: 'pause' });
    const steps = items.flatMap(({ id, undo }) => (undo ? [{ ids: [id], action: undo }] : []));
    await send(steps);
    expect(ids.map((id) => recordOf(id)?.pausedAt === null)).toEqual([false, true, true]);
  });

  it('changes settings, and refuses where they mean nothing, which keeps no other back', async () => {
    const { all, shop, blog, domain, send, recordOf } = await desk();
    const change = { addTags: ['new'], removeTags: ['old'], intervalSeconds: 60 };
    const report = await all({ do: 'change', change });
    expect(outcomes(report)).toEqual(['done', 'done', 'refused']);
    expect(report.items[2]?.message).toContain('leave intervalSeconds out');
    expect(report.items[0]?.changes).toEqual([
      { field: 'tags', before: ['old'], after: ['new'] },
      { field: 'intervalSeconds', before: 300, after: 60 },
    ]);
    expect(recordOf(shop)).toMatchObject({ tags: ['new'], intervalSeconds: 60 });
    expect(recordOf(domain)).toMatchObject({ tags: ['old'] });
    const undo = report.items[1]?.undo;
    expect(undo).not.toBeNull();
    if (undo) await send([{ ids: [blog], action: undo }]);
    expect(recordOf(blog)).toMatchObject({ tags: ['old'], intervalSeconds: 300 });
  });

  it('is told before it is done, and then changes and notes nothing', async () => {
    const { all, noted, days, ids, recordOf } = await desk();
    const before = structuredClone([...days.targets.records.values()]);
    for (const action of ['pause', 'resume', 'check', 'remove'] as const) {
      expect((await all({ do: action }, true)).items).toHaveLength(3);
    }
    const report = await all({ do: 'change', change: { addTags: ['new'] } }, true);
    expect(report.items[0]?.changes).toEqual([
      { field: 'tags', before: ['old'], after: ['old', 'new'] },
    ]);
    expect(ids.map((id) => recordOf(id))).toEqual(before);
    expect(noted).toEqual([]);
  });

  it('removes', async () => {
    const { all, ids, recordOf } = await desk();
    expect(outcomes(await all({ do: 'remove' }))).toEqual(['done', 'done', 'done']);
    expect(ids.every((id) => recordOf(id)?.removedAt !== null)).toBe(true);
  });

  it('says what cannot be done to a target', async () => {
    const { send, shop } = await desk();
    await send([{ ids: [shop], action: { do: 'pause' } }]);
    const report = await send([{ ids: [shop, GONE], action: { do: 'check' } }]);
    expect(outcomes(report)).toEqual(['refused', 'refused']);
    expect(report.items.map(({ message }) => message)).toEqual([
      'It is paused. Resume it to check it.',
      expect.stringContaining('There is no target'),
    ]);
    expect(report.items[1]?.name).toBeNull();
  });

  it('tells of faults per target, and throws where nothing went through', async () => {
    const { all, days, shop } = await desk();
    const { change } = days.ports.targets;
    days.ports.targets.change = async (id, ...rest) => {
      if (id === shop) throw new Error('The store is away.');
      return await change(id, ...rest);
    };
    expect(outcomes(await all({ do: 'pause' }))).toEqual(['failed', 'done', 'done']);
    days.ports.targets.change = () => Promise.reject(new Error('The store is away.'));
    await expect(all({ do: 'change', change: { addTags: ['x'] } })).rejects.toThrow('away');
    await expect(all({ do: 'change', change: { addTags: ['x'] } })).rejects.not.toBeInstanceOf(
      AppError,
    );
  });
});
