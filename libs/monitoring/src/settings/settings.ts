import { DomainError, type Settings, type UpdateSettings } from '@app/domain';
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
  await refuseUnknownChannels(ports, adminChannelIds ?? []);
  return await ports.settings.update({ adminChannelIds });
}

async function refuseUnknownChannels(
  ports: Pick<Ports, 'channels'>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const known = new Set((await ports.channels.list()).map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  throw new DomainError('invalid', `There is no channel ${unknown.join(', ')}.`, {
    field: 'adminChannelIds',
  });
}
