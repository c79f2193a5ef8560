import { leadsBack } from '@app/domain/lanes';
import { channelFields, AppError, type ChannelRecord } from '@app/domain';
import type { Ports } from '../ports/index.ts';

type RulePorts = Pick<Ports, 'channels' | 'judgeChannelUrl'>;

/**
 * Refuses an address that may not be used and a fallback that cannot work. Throws invalid.
 *
 * @param stored the channel before a change
 */
export async function refuseBadChannel(
  ports: RulePorts,
  channel: ChannelRecord,
  stored?: ChannelRecord,
): Promise<void> {
  refuseBadAddress(ports, channel, stored);
  if (channel.fallbackChannelId === null) return;
  if (channel.fallbackChannelId === channel.id) {
    throw new AppError('invalid', 'A channel cannot be its own fallback.', {
      field: 'fallbackChannelId',
    });
  }
  const others = (await ports.channels.list()).filter(({ id }) => id !== channel.id);
  if (!others.some(({ id }) => id === channel.fallbackChannelId)) {
    throw new AppError('invalid', 'The fallback channel does not exist.', {
      field: 'fallbackChannelId',
    });
  }
  if (leadsBack(others, channel)) {
    throw new AppError('invalid', 'These fallbacks lead in a circle: none of them would be last.', {
      field: 'fallbackChannelId',
    });
  }
}

/**
 * Refuses an address that may not be used. One that stays as it is stored is judged when something is sent there: what else is
 * to change, above all to turn the channel off, must not fail by it. Throws invalid.
 */
export function refuseBadAddress(
  ports: Pick<RulePorts, 'judgeChannelUrl'>,
  { kind, config }: ChannelRecord,
  stored?: ChannelRecord,
): void {
  const values: Readonly<Record<string, unknown>> = config;
  const known: Readonly<Record<string, unknown>> = stored?.config ?? {};
  for (const [name, { input }] of channelFields(kind)) {
    const url = values[name];
    if (input !== 'url' || typeof url !== 'string' || url === known[name]) continue;
    const fault = ports.judgeChannelUrl(kind, url);
    if (fault) throw new AppError('invalid', fault, { field: `config.${name}` });
  }
}

/**
 * Refuses channels that do not exist.
 *
 * @param field input field that names them
 * @throws invalid
 */
export async function refuseUnknownChannels(
  ports: Pick<Ports, 'channels'>,
  ids: readonly string[],
  field: string,
): Promise<void> {
  if (ids.length === 0) return;
  const known = new Set((await ports.channels.list()).map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  throw new AppError('invalid', `There is no channel ${unknown.join(', ')}.`, { field });
}
