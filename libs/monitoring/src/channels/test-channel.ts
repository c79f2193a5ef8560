import {
  type ChannelRecord,
  type ChannelTest,
  CreateChannel,
  AppError,
  isSealed,
  notFound,
  secretsLocked,
  type TestChannel,
  unmaskConfig,
} from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { refuseBadAddress } from './channel-rules.ts';
import { resumeLane, type ResumePorts } from './resume-lane.ts';

type TestPorts = ResumePorts &
  Pick<Ports, 'channels' | 'judgeChannelUrl' | 'send' | 'publicUrl' | 'log' | 'now' | 'newId'>;

const TEST_DEADLINE_MS = 15_000;

/**
 * Sends a test message at once and answers what the provider said. Where a stored channel took it, what waits for it follows;
 * of one that is not stored, or not yet as it is tried, nothing is kept. Throws not-found, invalid, and precondition while the
 * secrets are locked.
 */
export async function testChannel(
  { ports }: Context<TestPorts>,
  { id, kind, config }: TestChannel,
): Promise<ChannelTest> {
  const stored = id === undefined ? null : await ports.channels.get(id);
  if (id !== undefined && !stored) throw notFound('channel');
  if (stored && hasSealedSecret(stored)) throw secretsLocked();
  if (stored && config === undefined) return await testStored(ports, stored);
  const known = stored ?? (kind && { kind, config: {}, name: 'Test' });
  const drafted = CreateChannel.safeParse({
    kind: known?.kind,
    name: known?.name,
    config: known && unmaskConfig(config ?? {}, known as ChannelRecord),
  });
  if (!drafted.success) {
    const [issue] = drafted.error.issues;
    throw new AppError('invalid', issue?.message ?? 'These settings do not fit this channel.', {
      field: issue?.path.join('.') ?? 'config',
    });
  }
  const channel: ChannelRecord = {
    ...drafted.data,
    id: id ?? ports.newId(),
    createdAt: ports.now(),
  };
  refuseBadAddress(ports, channel, stored ?? undefined);
  return await send(ports, channel);
}

const hasSealedSecret = ({ config }: ChannelRecord): boolean =>
  Object.values(config).some((value) => typeof value === 'string' && isSealed(value));

/** The state of a stored channel tells how its last message fared. */
async function testStored(ports: TestPorts, channel: ChannelRecord): Promise<ChannelTest> {
  const test = await send(ports, channel);
  const { delivered, detail } = test;
  await ports.channels.setLastDelivery(channel.id, {
    at: ports.now(),
    state: delivered ? 'sent' : 'dead',
    detail,
  });
  if (delivered) await resumeLane(ports, channel.id);
  return test;
}

async function send(ports: TestPorts, channel: ChannelRecord): Promise<ChannelTest> {
  try {
    const { outcome, detail } = await ports.send(
      {
        event: 'test',
        alert: null,
        target: null,
        link: `${ports.publicUrl}/channels`,
        idempotencyKey: `test:${ports.newId()}`,
        sentAt: ports.now(),
      },
      channel,
      { signal: AbortSignal.timeout(TEST_DEADLINE_MS) },
    );
    return { delivered: outcome === 'sent', detail };
  } catch (error) {
    ports.log.warn({ err: error, channelId: channel.id }, 'a test message failed');
    return { delivered: false, detail: `No answer within ${TEST_DEADLINE_MS / 1_000} s.` };
  }
}
