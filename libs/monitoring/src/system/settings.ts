import type { Settings, UpdateSettings } from '@app/domain';
import type { Context } from '../context.ts';
import { refuseUnknownChannels } from '../channels/channel-rules.ts';
import type { Ports } from '../ports/index.ts';

type SettingsPorts = Pick<Ports, 'settings' | 'channels'>;

/** The settings of the installation. */
export async function getSettings({ ports }: Context<Pick<Ports, 'settings'>>): Promise<Settings> {
  return await ports.settings.get();
}

/** Changes settings; what is left out stays. Throws invalid for a channel that does not exist. */
export async function updateSettings(
  { ports }: Context<SettingsPorts>,
  { adminChannelIds, blindness, retention, timeZone }: UpdateSettings,
): Promise<Settings> {
  await refuseUnknownChannels(ports, adminChannelIds ?? [], 'adminChannelIds');
  const known = await ports.settings.get();
  const change = {
    ...(adminChannelIds === undefined ? {} : { adminChannelIds }),
    ...(blindness ? { blindness: { ...known.blindness, ...blindness } } : {}),
    ...(retention ? { retention: { ...known.retention, ...retention } } : {}),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
  return Object.keys(change).length > 0 ? await ports.settings.update(change) : known;
}
