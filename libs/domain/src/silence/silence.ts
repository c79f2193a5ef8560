import type { ActiveWindow } from './maintenance.ts';
import type { Mute, MutedBy } from './mute.ts';

/** Why nobody is told of a target for now, and until when at least. */
export type Silence =
  | { why: 'mute'; until: Date; mute: MutedBy }
  | { why: 'maintenance'; until: Date; window: Pick<ActiveWindow, 'id' | 'name'> }
  | { why: 'parent'; until: Date; parentId: string };

/** A target as far as it can be silent. */
export interface Silenceable {
  id: string;
  tags: readonly string[];
  alerting: { mutedUntil: Date | null };
}

/** The mute of a target that lasts longest; null while none does. */
export function muteOf(target: Silenceable, mutes: readonly Mute[], now: Date): MutedBy | null {
  const own = target.alerting.mutedUntil;
  const all: MutedBy[] = [
    ...(own ? [{ id: null, scope: 'target' as const, until: own, note: null }] : []),
    ...mutes.filter((mute) => concerns(mute, target)).map(toMutedBy),
  ];
  return lastOf(all.filter(({ until }) => until > now));
}

/** The window of maintenance that a target is in, and that lasts longest; null outside of all. */
export const maintenanceOf = (
  target: Silenceable,
  windows: readonly ActiveWindow[],
  now: Date,
): ActiveWindow | null =>
  lastOf(windows.filter((window) => window.until > now && isInWindow(window, target)));

/** What keeps a target silent longest, of mutes and maintenance; null while nothing does. */
export function silenceOf(
  target: Silenceable,
  { mutes, windows, now }: { mutes: readonly Mute[]; windows: readonly ActiveWindow[]; now: Date },
): Silence | null {
  const mute = muteOf(target, mutes, now);
  const window = maintenanceOf(target, windows, now);
  return lastOf<Silence>([
    ...(mute ? [{ why: 'mute' as const, until: mute.until, mute }] : []),
    ...(window ? [{ why: 'maintenance' as const, until: window.until, window }] : []),
  ]);
}

const concerns = ({ targetId, tag }: Mute, { id, tags }: Silenceable): boolean =>
  targetId === null ? tag === null || tags.includes(tag) : targetId === id;

/** Whether a window of maintenance is for a target. */
export const isInWindow = (
  { targetIds, tags }: Pick<ActiveWindow, 'targetIds' | 'tags'>,
  target: Pick<Silenceable, 'id' | 'tags'>,
): boolean =>
  (targetIds.length === 0 && tags.length === 0) ||
  targetIds.includes(target.id) ||
  tags.some((tag) => target.tags.includes(tag));

const toMutedBy = ({ id, targetId, tag, until, note }: Mute): MutedBy => ({
  id,
  scope: targetId === null ? (tag === null ? 'everything' : 'tag') : 'target',
  until,
  note,
});

const lastOf = <T extends { until: Date }>(all: readonly T[]): T | null =>
  all.reduce<T | null>((last, one) => (last === null || one.until > last.until ? one : last), null);

/** The one of two silences that lasts longer. */
export const longerSilence = (a: Silence | null, b: Silence | null): Silence | null =>
  lastOf([...(a ? [a] : []), ...(b ? [b] : [])]);
