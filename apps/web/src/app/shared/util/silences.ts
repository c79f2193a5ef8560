import type { Target } from '@app/domain';

/** Why nobody is told of a target for now. */
export interface ShownSilence {
  why: 'mute' | 'maintenance';
  until: Date;
  /** Where it comes from: the target itself, one of its tags, or everything; of maintenance the name. */
  scope: 'target' | 'tag' | 'everything' | 'window';
  /** What a person has written about it. */
  note: string | null;
}

/** What keeps people from being told of a target at an instant: a mute, maintenance, or both. */
export function silencesOf(
  { mutedBy, maintenance }: Pick<Target, 'mutedBy' | 'maintenance'>,
  now: Date,
): ShownSilence[] {
  const all: ShownSilence[] = [];
  if (mutedBy) {
    const { until, scope, note } = mutedBy;
    all.push({ why: 'mute', until, scope, note });
  }
  if (maintenance) {
    const { until, name } = maintenance;
    all.push({ why: 'maintenance', until, scope: 'window', note: name });
  }
  return all.filter(({ until }) => until > now);
}
