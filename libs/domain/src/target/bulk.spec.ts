import { describe, expect, it } from 'vitest';
import { BulkTargets, fieldChanges, MAX_CHANGED_AT_ONCE, undoOf, updateOf } from './bulk.ts';
import { mergeSettings } from './merge-settings.ts';
import { targetRecord } from './testing.ts';

const idOf = (number: number): string => number.toString(16).padStart(24, '0');
const PAUSE = { do: 'pause' } as const;

describe('a change of several targets', () => {
  it('names each target once, and not too many', () => {
    const ids = Array.from({ length: MAX_CHANGED_AT_ONCE }, (_, number) => idOf(number));
    expect(BulkTargets.safeParse({ steps: [{ ids, action: PAUSE }] }).success).toBe(true);
    const more = [
      { ids, action: PAUSE },
      { ids: [idOf(999_999)], action: PAUSE },
    ];
    expect(BulkTargets.safeParse({ steps: more }).error?.issues[0]?.message).toBe(
      'Change at most 500 targets at a time.',
    );
    const twice = [
      { ids: [idOf(1)], action: PAUSE },
      { ids: [idOf(1)], action: PAUSE },
    ];
    expect(BulkTargets.safeParse({ steps: twice }).error?.issues[0]?.message).toBe(
      'Name each target once.',
    );
    expect(BulkTargets.safeParse({ steps: [] }).success).toBe(false);
  });

  it.each([
    [{ addTags: ['b', 'new'] }, ['a', 'b', 'new']],
    [{ removeTags: ['a', 'other'] }, ['b']],
    [{ addTags: ['c'], removeTags: ['a'] }, ['b', 'c']],
    [{ tags: ['x'] }, ['x']],
    [{ addTags: ['a'] }, undefined],
    [{}, undefined],
  ])('makes of the tags a and b with %j: %j', (change, tags) => {
    const id = idOf(1);
    expect(updateOf({ id, tags: ['a', 'b'] }, change)).toEqual({ id, ...(tags && { tags }) });
  });

  it('says what it changes, and takes all of it back', () => {
    const before = targetRecord({ tags: ['a'], intervalSeconds: 300 });
    const change = {
      addTags: ['b'],
      intervalSeconds: 60,
      thresholds: { slowMs: 800, alertWhenSlow: true },
      alerting: { channelIds: [idOf(7)] },
    };
    const { id: _, ...update } = updateOf(before, change);
    const after = mergeSettings(before, update);
    expect(fieldChanges(before, after)).toEqual([
      { field: 'tags', before: ['a'], after: ['a', 'b'] },
      { field: 'intervalSeconds', before: 300, after: 60 },
      { field: 'thresholds.alertWhenSlow', before: false, after: true },
      { field: 'thresholds.slowMs', before: null, after: 800 },
      { field: 'alerting.channelIds', before: null, after: [idOf(7)] },
    ]);
    const undo = undoOf(before, after);
    const back =
      undo?.do === 'change' ? updateOf({ ...before, tags: after.tags }, undo.change) : null;
    expect(fieldChanges(before, mergeSettings(after, back ?? {}))).toEqual([]);
    expect(undoOf(before, before)).toBeNull();
  });
});

describe('what takes a change of several targets back', () => {
  const before = targetRecord({ tags: ['a', 'b'] });
  const undone = (after: Partial<typeof before>) => {
    const undo = undoOf(before, { ...before, ...after });
    return undo?.do === 'change' ? undo.change : null;
  };

  it('names those settings alone that were changed', () => {
    const { alerting, thresholds } = before;
    const mutedUntil = new Date('2026-03-01T12:00:00Z');
    expect(undone({ alerting: { ...alerting, mutedUntil } })).toEqual({
      alerting: { mutedUntil: null },
    });
    expect(undone({ alerting: { ...alerting, channelIds: ['x'] } })).toEqual({
      alerting: { channelIds: null },
    });
    expect(undone({ thresholds: { ...thresholds, alertWhenSlow: true } })).toEqual({
      thresholds: { alertWhenSlow: false },
    });
  });

  it('leaves tags that others have added meanwhile, unless the order would suffer', () => {
    expect(undone({ tags: ['a', 'b', 'c'] })).toEqual({ removeTags: ['c'] });
    expect(undone({ tags: ['a'] })).toEqual({ addTags: ['b'] });
    expect(undone({ tags: ['b'] })).toEqual({ tags: ['a', 'b'] });
  });
});
