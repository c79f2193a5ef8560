import {
  type ChannelRecord,
  type ChannelTest,
  CreateChannel,
  AppError,
  describeSending,
  type Message,
  notFound,
  secretsLocked,
  type SendFact,
  type TestChannel,
  unmaskConfig,
} from '@app/domain';
import { describeMessage, rehearsedMessages, textLines } from '@app/domain/messages';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { hasLockedSecret } from '../secrets/has-locked-secret.ts';
import { refuseBadAddress } from './channel-rules.ts';
import { resumeLane, type ResumePorts } from './resume-lane.ts';

type TestPorts = ResumePorts &
  Pick<Ports, 'channels' | 'judgeChannelUrl' | 'send' | 'publicUrl' | 'log' | 'now' | 'newId'> & {
    targets: Pick<Ports['targets'], 'get'>;
  };

const TEST_DEADLINE_MS = 15_000;

/**
 * Sends a test message at once, or an outage of a target that did not happen, and answers what the provider said. Where a
 * stored channel took it, what waits for it follows; of one that is not stored, or not yet as it is tried, nothing is kept.
 * Throws not-found, invalid, and precondition while the secrets are locked.
 */
export async function testChannel(
  { ports }: Context<TestPorts>,
  { id, kind, config, outageOf }: TestChannel,
): Promise<ChannelTest> {
  const stored = id === undefined ? null : await ports.channels.get(id);
  if (id !== undefined && !stored) throw notFound('channel');
  if (stored && hasLockedSecret(stored)) throw secretsLocked();
  const messages = await messagesOf(ports, outageOf);
  if (stored && config === undefined) return inWords(await testStored(ports, stored, messages));
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
  return inWords(await send(ports, channel, messages));
}

interface Tested extends Omit<ChannelTest, 'detail'> {
  fact: SendFact;
}

const inWords = ({ fact, ...test }: Tested): ChannelTest => ({
  ...test,
  detail: describeSending(fact),
});

/** The state of a stored channel tells how its last message fared. */
async function testStored(
  ports: TestPorts,
  channel: ChannelRecord,
  messages: readonly Message[],
): Promise<Tested> {
  const test = await send(ports, channel, messages);
  const { delivered, fact } = test;
  await ports.channels.setLastDelivery(channel.id, {
    at: ports.now(),
    state: delivered ? 'sent' : 'dead',
    fact,
  });
  if (delivered) await resumeLane(ports, channel.id);
  return test;
}

async function messagesOf(ports: TestPorts, outageOf: string | undefined): Promise<Message[]> {
  const about = { at: ports.now(), id: ports.newId() };
  if (outageOf === undefined) {
    const link = `${ports.publicUrl}/channels`;
    const key = `test:${about.id}`;
    const nothing = { alert: null, target: null };
    return [{ event: 'test', ...nothing, link, idempotencyKey: key, sentAt: about.at }];
  }
  const record = await ports.targets.get(outageOf);
  if (!record) throw notFound('target');
  const { id, url, name, tags } = record;
  const link = `${ports.publicUrl}/targets/${id}`;
  return rehearsedMessages({ ...about, link, target: { id, url, name, tags, status: 'down' } });
}

/** Sends one after the other; what follows one that was not taken is not sent. */
async function send(
  ports: TestPorts,
  channel: ChannelRecord,
  messages: readonly Message[],
): Promise<Tested> {
  const isOutage = messages.some(({ event }) => event !== 'test');
  const told = isOutage ? { told: messages.map((message) => asRead(message, channel)) } : {};
  let fact: SendFact = { is: 'not-prepared' };
  for (const message of messages) {
    const test = await sendOne(ports, channel, message);
    fact = test.fact;
    if (!test.delivered) return { ...test, ...told };
  }
  return { delivered: true, fact, ...told };
}

function asRead(message: Message, channel: ChannelRecord): { title: string; text: string } {
  const { title, facts } = describeMessage(message, channel);
  return { title, text: textLines(facts) };
}

async function sendOne(
  ports: TestPorts,
  channel: ChannelRecord,
  message: Message,
): Promise<Tested> {
  try {
    const signal = AbortSignal.timeout(TEST_DEADLINE_MS);
    const { outcome, fact } = await ports.send(message, channel, { signal });
    return { delivered: outcome === 'sent', fact };
  } catch (error) {
    ports.log.warn({ err: error, channelId: channel.id }, 'a test message failed');
    const silent = { why: 'timeout', withinMs: TEST_DEADLINE_MS } as const;
    return { delivered: false, fact: { is: 'no-answer', by: channel.kind, ...silent } };
  }
}
