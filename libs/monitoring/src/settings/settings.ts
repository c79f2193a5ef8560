import type { Settings, UpdateSettings } from '@app/domain';
import { refuseUnknownChannels } from '../channels/channel-rules.ts';
import type { Ports } from '../ports.ts';

type SettingsPorts = Pick<Ports, 'settings' | 'channels'>;

/** The settings of the installation. */
export async function getSettings(ports: Pick<Ports, 'settings'>): Promise<Settings> {
  return await ports.settings.get();
}

/** Changes settings; what is left out stays. Throws invalid for a channel that does not exist. */
export async function updateSettings(
  ports: SettingsPorts,
  { adminChannelIds }: UpdateSettings,
): Promise<Settings> {
  if (adminChannelIds === undefined) return await ports.settings.get();
  await refuseUnknownChannels(ports, adminChannelIds ?? [], 'adminChannelIds');
  return await ports.settings.update({ adminChannelIds });
}
