import type { AlertKind, Severity } from '../alert/kind.ts';
import { chosenChannels, usableChannels, type UsableChannel } from './audience.ts';
import {
  effectivePolicy,
  isWanted,
  type PolicyOwner,
  type PolicySource,
} from './effective-policy.ts';
import type { Policies, Reminders } from './policy.ts';

/** Who is told at some time after an alert opened, unless somebody has taken it on by then. */
export interface ToldAt<C> {
  /** 0: at once. */
  afterMinutes: number;
  channels: C[];
}

/** Who would be told if an alert opened now, and nothing kept it silent. */
export interface TellingPreview<C> {
  /** False: such an alert is only recorded and shown. */
  isWanted: boolean;
  /** Why those channels. `fallback`: of the choice nothing can be used any more. */
  source: PolicySource | 'fallback';
  /** In order of time, the first one being at once; each channel is named once, when it is told first. */
  steps: ToldAt<C>[];
  reminders: Reminders;
}

/** What a target that is down opens. */
const DOWN: { kind: AlertKind; severity: Severity } = { kind: 'down', severity: 'critical' };

/**
 * Returns who would be told if a target went down now, and nobody took that on: by the same decisions that tell people.
 *
 * @param channels every channel that there is
 */
export function previewTelling<C extends UsableChannel>(
  target: PolicyOwner,
  { policies, channels }: { policies: Policies; channels: readonly C[] },
): TellingPreview<C> {
  const policy = effectivePolicy(policies, target);
  const chosen = chosenChannels(channels, policy, policies.defaults.channelIds);
  const usable = usableChannels(channels);
  const told = new Set(chosen.channels.map(({ id }) => id));
  const steps: ToldAt<C>[] = [{ afterMinutes: 0, channels: chosen.channels }];
  for (const { afterMinutes, channelIds } of policy.escalation) {
    const joining = usable.filter(({ id }) => channelIds.includes(id) && !told.has(id));
    for (const { id } of joining) told.add(id);
    if (joining.length > 0) steps.push({ afterMinutes, channels: joining });
  }
  return {
    isWanted: isWanted(policy, DOWN),
    source: chosen.source,
    steps,
    reminders: policy.reminders,
  };
}
