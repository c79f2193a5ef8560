import { isSealed, notFound, secretsLocked, type ChannelTest } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { resumeLane, type ResumePorts } from './resume-lane.ts';

type TestPorts = ResumePorts &
  Pick<Ports, 'channels' | 'send' | 'publicUrl' | 'log' | 'now' | 'newId'>;

const TEST_DEADLINE_MS = 15_000;

/**
 * Sends a test message at once and answers what the provider said. Where it was taken, what waits for the channel
 * follows. Throws not-found, and precondition while the secrets are locked.
 */
export async function testChannel({ ports }: Context<TestPorts>, id: string): Promise<ChannelTest> {
  const channel = await ports.channels.get(id);
  if (!channel) throw notFound('channel');
  if (Object.values(channel.config).some((value) => typeof value === 'string' && isSealed(value))) {
    throw secretsLocked();
  }
  const now = ports.now();
  try {
    const { outcome, detail } = await ports.send(
      {
        event: 'test',
        alert: null,
        target: null,
        link: `${ports.publicUrl}/channels`,
        idempotencyKey: `test:${ports.newId()}`,
        sentAt: now,
      },
      channel,
      { signal: AbortSignal.timeout(TEST_DEADLINE_MS) },
    );
    const delivered = outcome === 'sent';
    await ports.channels.setLastDelivery(id, {
      at: ports.now(),
      state: delivered ? 'sent' : 'dead',
      detail,
    });
    if (delivered) await resumeLane(ports, id);
    return { delivered, detail };
  } catch (error) {
    ports.log.warn({ err: error, channelId: id }, 'a test message failed');
    return { delivered: false, detail: `No answer within ${TEST_DEADLINE_MS / 1_000} s.` };
  }
}
