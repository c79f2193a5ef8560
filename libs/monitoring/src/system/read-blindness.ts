import type { BlindFigures, BlindnessSettings } from '@app/domain';
import type { Ports } from '../ports/index.ts';

export interface SeenBlindness {
  blind: BlindFigures;
  blindness: BlindnessSettings;
}

/** How many targets cannot be seen by faults of ours, for as long as the settings say. */
export async function readBlindness({
  targets,
  settings,
  now,
}: Pick<Ports, 'targets' | 'settings' | 'now'>): Promise<SeenBlindness> {
  const { blindness } = await settings.get();
  const byReason = await targets.countBlind(
    new Date(now().getTime() - blindness.afterSeconds * 1_000),
  );
  // Nothing is counted while all is well.
  const checked = byReason.size > 0 ? await targets.countChecked() : 0;
  return { blind: { byReason, checked }, blindness };
}
