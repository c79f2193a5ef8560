import {
  type Alerting,
  type AlertKind,
  type AlertRecord,
  type ChannelRecord,
  DEFAULT_ALERTING,
} from '@app/domain';
import type { Ports } from '../ports/index.ts';

export type AudiencePorts = Pick<Ports, 'targets' | 'channels' | 'settings' | 'now'>;

/**
 * Channels that an opened alert goes to, e-mail first: of a domain those of all targets on it, of trouble with the
 * monitor itself and with its lookups those of the administrators, else those of the target. A target without a choice
 * of its own uses every enabled channel.
 */
export async function audienceOf(
  ports: AudiencePorts,
  alert: Pick<AlertRecord, 'kind' | 'targetId' | 'domain'>,
): Promise<ChannelRecord[]> {
  const channels = (await ports.channels.list())
    .filter(({ enabled }) => enabled)
    .sort((a, b) => Number(b.kind === 'email') - Number(a.kind === 'email'));
  if (alert.kind === 'check-trouble' || alert.kind === 'system') {
    const { adminChannelIds } = await ports.settings.get();
    const chosen = channels.filter(({ id }) => adminChannelIds?.includes(id));
    // Trouble of the monitor must be told: a choice of which nothing is left is none.
    if (adminChannelIds) return chosen.length > 0 ? chosen : channels;
  }
  const alertings = await alertingsOf(ports, alert);
  const listening = alertings.filter((one) => isListening(one, alert.kind, ports.now()));
  return channels.filter(({ id }) =>
    listening.some(({ channelIds }) => channelIds?.includes(id) ?? true),
  );
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

const isListening = ({ kinds, mutedUntil }: Alerting, kind: AlertKind, now: Date): boolean =>
  (kinds?.includes(kind) ?? true) && !(mutedUntil && mutedUntil > now);
