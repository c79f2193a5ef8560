import {
  administratorsChannels,
  type AlertRecord,
  type Alerting,
  type ChannelRecord,
  concernsAdministrators,
  DEFAULT_ALERTING,
  listeningChannels,
} from '@app/domain';
import type { Ports } from '../ports/index.ts';

export type AudiencePorts = Pick<Ports, 'targets' | 'channels' | 'settings' | 'now'>;

/**
 * Reads the channels that an opened alert goes to, e-mail first: of a domain those of all targets on it, of trouble
 * with the monitor itself and with its lookups those of the administrators, else those of the target.
 */
export async function audienceOf(
  ports: AudiencePorts,
  alert: Pick<AlertRecord, 'kind' | 'targetId' | 'domain'>,
): Promise<ChannelRecord[]> {
  const channels = await ports.channels.list();
  if (concernsAdministrators(alert)) {
    const { adminChannelIds } = await ports.settings.get();
    if (adminChannelIds) return administratorsChannels(channels, adminChannelIds);
  }
  const alertings = await alertingsOf(ports, alert);
  return listeningChannels(channels, alert, { alertings, now: ports.now() });
}

/** What the targets that an alert concerns have decided on who is told. */
async function alertingsOf(
  ports: Pick<Ports, 'targets'>,
  { kind, targetId, domain }: Pick<AlertRecord, 'kind' | 'targetId' | 'domain'>,
): Promise<Alerting[]> {
  if (kind === 'domain' && domain !== null) {
    return (await ports.targets.onDomain(domain)).map(({ alerting }) => alerting);
  }
  const target = targetId === null ? null : await ports.targets.get(targetId);
  return [target?.alerting ?? DEFAULT_ALERTING];
}
