import { type Target, type TargetRecord } from '@app/domain';
import { chosenChannels, effectivePolicy, maintenanceOf, muteOf } from '@app/domain/alerting';
import { activeWindows } from '../silence/active-windows.ts';
import type { Ports } from '../ports/index.ts';

type TellingOfTarget = Pick<Target, 'mutedBy' | 'maintenance' | 'effectiveChannels'>;

/** Reads the rules and channels of now, and returns what they come to for a target. */
export async function readTellings({
  alertRules,
  channels: store,
  now: clock,
}: Pick<Ports, 'alertRules' | 'channels' | 'now'>): Promise<
  (target: TargetRecord) => TellingOfTarget
> {
  const [{ mutes, maintenance, policies }, channels] = await Promise.all([
    alertRules.get(),
    store.list(),
  ]);
  const now = clock();
  const windows = await activeWindows(maintenance, now);
  return (target) => {
    const window = maintenanceOf(target, windows, now);
    const policy = effectivePolicy(policies, target);
    const chosen = chosenChannels(channels, policy, policies.defaults.channelIds);
    return {
      mutedBy: muteOf(target, mutes, now),
      maintenance: window && { id: window.id, name: window.name, until: window.until },
      effectiveChannels: {
        channelIds: chosen.channels.map(({ id }) => id),
        source: chosen.source,
      },
    };
  };
}
