import * as z from 'zod';
import { Alerting } from '../audience/alerting.ts';
import { Id } from '../common/schema.ts';
import { isSameValue } from '../common/same-value.ts';
import type { UpdateTarget } from './schema.ts';
import { settingsInput, Tags, type TargetSettings } from './settings.ts';

/** Targets that one call changes: as many as are changed within seconds. */
export const MAX_CHANGED_AT_ONCE = 500;

/** Settings that several targets get; what is left out stays as it is at each of them. */
export const BulkChange = z.strictObject({
  /** Exactly these, in the place of those that are there. */
  tags: Tags.optional(),
  addTags: Tags.optional(),
  removeTags: Tags.optional(),
  intervalSeconds: settingsInput.intervalSeconds,
  thresholds: settingsInput.thresholds,
  alerting: Alerting.pick({ channelIds: true, mutedUntil: true }).partial().optional(),
});
export type BulkChange = z.infer<typeof BulkChange>;

/** What is done to each of several targets. */
export const BulkAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.enum(['pause', 'resume', 'check', 'remove']) }),
  z.strictObject({ do: z.literal('change'), change: BulkChange }),
]);
export type BulkAction = z.infer<typeof BulkAction>;

/** Actions with the targets that each is for. Several steps take back what a call has done to targets that differed. */
export const BulkTargets = z
  .strictObject({
    steps: z
      .array(z.strictObject({ ids: z.array(Id).min(1), action: BulkAction }))
      .min(1)
      .max(MAX_CHANGED_AT_ONCE),
    /** Says what would become of each target, and changes nothing. */
    dryRun: z.boolean().optional(),
  })
  .refine(({ steps }) => steps.flatMap(({ ids }) => ids).length <= MAX_CHANGED_AT_ONCE, {
    error: `Change at most ${MAX_CHANGED_AT_ONCE} targets at a time.`,
    path: ['steps'],
  })
  .refine(({ steps }) => isEachOnce(steps.flatMap(({ ids }) => ids)), {
    error: 'Name each target once.',
    path: ['steps'],
  });
export type BulkTargets = z.infer<typeof BulkTargets>;

const isEachOnce = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/** A setting of one target, before and after. */
const FieldChange = z.object({
  /** Its path, such as `thresholds.slowMs`. */
  field: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});
export type FieldChange = z.infer<typeof FieldChange>;

/**
 * What became of one target: `done`; `same` where there was nothing to do; `refused` because it cannot be done to it, or
 * it is not there; `failed` by a fault of ours.
 */
export const BulkVerdict = z.object({
  id: Id,
  /** Null for a target that is not there. */
  name: z.string().nullable(),
  outcome: z.enum(['done', 'same', 'refused', 'failed']),
  /** Why not, as a sentence; null where it was done. */
  message: z.string().nullable(),
  changes: z.array(FieldChange),
  /** What takes it back; null where nothing does. */
  undo: BulkAction.nullable(),
});
export type BulkVerdict = z.infer<typeof BulkVerdict>;

export const BulkReport = z.object({
  items: z.array(BulkVerdict),
  /** Verdicts by outcome. */
  counts: z.object({ done: z.int(), same: z.int(), refused: z.int(), failed: z.int() }),
});
export type BulkReport = z.infer<typeof BulkReport>;

/** The settings that a change gives to one target, as a client would send them for it alone. */
export function updateOf(
  { id, tags }: { id: string; tags: readonly string[] },
  { tags: exactly, addTags = [], removeTags = [], ...rest }: BulkChange,
): UpdateTarget {
  const base = exactly ?? tags;
  const next = [...new Set([...base, ...addTags])].filter((tag) => !removeTags.includes(tag));
  return { id, ...rest, ...(isSameValue(next, tags) ? {} : { tags: next }) };
}

/** The settings that a change of several targets may touch, by their paths. */
const valuesOf = ({
  tags,
  intervalSeconds,
  thresholds,
  alerting,
}: TargetSettings): Record<string, unknown> => ({
  tags,
  intervalSeconds,
  ...Object.fromEntries(
    // Absent means no.
    Object.entries({ alertWhenSlow: false, ...thresholds }).map(([name, value]) => [
      `thresholds.${name}`,
      value,
    ]),
  ),
  'alerting.channelIds': alerting.channelIds,
  'alerting.mutedUntil': alerting.mutedUntil,
});

/** What differs between the settings of a target before and after. */
export function fieldChanges(before: TargetSettings, after: TargetSettings): FieldChange[] {
  const [old, present] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(present)])].flatMap((field) =>
    isSameValue(old[field] ?? null, present[field] ?? null)
      ? []
      : [{ field, before: old[field] ?? null, after: present[field] ?? null }],
  );
}

/**
 * What gives a target the settings back that it had before: those alone that were changed, as somebody else may have changed
 * others meanwhile.
 */
export function undoOf(before: TargetSettings, after: TargetSettings): BulkAction | null {
  const changed = new Set(fieldChanges(before, after).map(({ field }) => field));
  if (changed.size === 0) return null;
  const { intervalSeconds, alerting } = before;
  const { channelIds, mutedUntil } = alerting;
  // Absent means no: a merge would let the yes stand.
  const thresholds = changedOf('thresholds', { alertWhenSlow: false, ...before.thresholds });
  const told = changedOf('alerting', { channelIds, mutedUntil });
  function changedOf<T extends object>(group: string, values: T): Partial<T> {
    const kept = Object.entries(values).filter(([name]) => changed.has(`${group}.${name}`));
    return Object.fromEntries(kept) as Partial<T>;
  }
  return {
    do: 'change',
    change: {
      ...(changed.has('tags') && tagsBack(before.tags, after.tags)),
      ...(changed.has('intervalSeconds') && { intervalSeconds }),
      ...(Object.keys(thresholds).length > 0 && { thresholds }),
      ...(Object.keys(told).length > 0 && { alerting: told }),
    },
  };
}

/** By difference, which leaves others what they have added; exactly, where that would put them in another order. */
function tagsBack(
  before: readonly string[],
  after: readonly string[],
): Pick<BulkChange, 'tags' | 'addTags' | 'removeTags'> {
  const addTags = before.filter((tag) => !after.includes(tag));
  const removeTags = after.filter((tag) => !before.includes(tag));
  const { tags } = updateOf({ id: '', tags: after }, { addTags, removeTags });
  if (!isSameValue(tags ?? after, before)) return { tags: [...before] };
  return {
    ...(addTags.length > 0 && { addTags }),
    ...(removeTags.length > 0 && { removeTags }),
  };
}
