import type { Settings, UpdateSettings } from '@app/domain';
import { replanned } from '@app/domain/reports';
import type { Context } from '../context.ts';
import { refuseUnknownChannels } from '../channels/channel-rules.ts';
import type { Ports } from '../ports/index.ts';
import { changeReport } from '../reports/change-reports.ts';

type SettingsPorts = Pick<Ports, 'settings' | 'channels' | 'reports' | 'now'>;

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
  const settings = Object.keys(change).length > 0 ? await ports.settings.update(change) : known;
  if (settings.timeZone !== known.timeZone) await replanReports(ports, settings.timeZone);
  return settings;
}

/** Reports are sent on the mornings of the zone. One that is not reached goes by its old plan once more, and is not sent twice. */
async function replanReports(
  ports: Pick<Ports, 'reports' | 'now'>,
  timeZone: string,
): Promise<void> {
  for (const { id } of await ports.reports.list()) {
    await changeReport(ports, id, (report) => replanned(report, { now: ports.now(), timeZone }));
  }
}
