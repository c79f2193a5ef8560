import { toChannel, type Channel } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** Every channel, oldest first, secrets masked. */
export async function listChannels({
  ports,
}: Context<Pick<Ports, 'channels'>>): Promise<{ items: Channel[] }> {
  const channels = await ports.channels.list();
  return { items: channels.map(toChannel) };
}
