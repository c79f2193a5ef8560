import {
  CreateChannel,
  laneOf,
  AppError,
  isMasked,
  secretsLocked,
  notFound,
  toChannel,
  unmaskConfig,
  type Channel,
  type ChannelRecord,
  type RemoveChannel,
  type UpdateChannel,
} from '@app/domain';
import type { Context } from '../context.ts';
import { applyQuietHours } from '../silence/quiet-hours.ts';
import type { Ports } from '../ports/index.ts';
import { hasLockedSecret } from '../secrets/has-locked-secret.ts';
import { refuseBadChannel } from './channel-rules.ts';
import { refuseNeeded, replaceChannel, type UserPorts } from './channel-users.ts';
import { resumeLane, type ResumePorts } from './resume-lane.ts';

type ChannelPorts = Pick<Ports, 'channels' | 'alerts' | 'judgeChannelUrl' | 'now' | 'newId'>;

/** Adds a channel. Throws invalid. */
export async function createChannel(
  { ports }: Context<ChannelPorts>,
  input: CreateChannel,
): Promise<Channel> {
  const record: ChannelRecord = { ...input, id: ports.newId(), createdAt: ports.now() };
  await refuseBadChannel(ports, record);
  await ports.channels.insert(record);
  await tellWhatNobodyKnows(ports);
  return toChannel({ ...record, lastDelivery: null });
}

/**
 * Changes a channel; secrets that come back masked stay as they are. What waits for it is tried at once. Throws not-found and
 * invalid.
 */
export async function updateChannel(
  { ports }: Context<ChannelPorts & ResumePorts & Pick<Ports, 'deliveries'>>,
  input: UpdateChannel,
): Promise<Channel> {
  const current = await ports.channels.get(input.id);
  if (!current) throw notFound('channel');
  const { id, createdAt, lastDelivery, ...settings } = current;
  const merged = {
    ...settings,
    name: input.name ?? current.name,
    enabled: input.enabled ?? current.enabled,
    fallbackChannelId:
      input.fallbackChannelId === undefined ? current.fallbackChannelId : input.fallbackChannelId,
    subjectPrefix: input.subjectPrefix === undefined ? current.subjectPrefix : input.subjectPrefix,
    fields: input.fields === undefined ? current.fields : input.fields,
    ...(input.quietHours === undefined ? {} : { quietHours: input.quietHours }),
    ...(input.maxPerSecond === undefined ? {} : { maxPerSecond: input.maxPerSecond }),
  };
  const changed = withConfig(merged, current, input.config);
  const record: ChannelRecord = { ...changed, id, createdAt };
  await refuseBadChannel(ports, record, current);
  await ports.channels.update(id, changed);
  await applyQuietHours(ports, record);
  await resumeLane(ports, id);
  if (record.enabled && !current.enabled) await tellWhatNobodyKnows(ports);
  return toChannel({ ...record, lastDelivery });
}

/**
 * Settings of a channel with its config as it was sent, or as it is stored. Secrets that cannot be read stay as they are stored:
 * everything else may change, and they may be entered anew, all of them at once. Throws invalid, and precondition where one that
 * cannot be read was sent back masked.
 */
function withConfig(
  settings: Omit<CreateChannel, 'config'>,
  current: ChannelRecord,
  sent: UpdateChannel['config'],
): CreateChannel {
  const isLocked = hasLockedSecret(current);
  if (isLocked && !sent) return { ...settings, config: current.config } as CreateChannel;
  const config = sent ? unmaskConfig(sent, current) : current.config;
  if (isLocked && Object.keys(config).some((name) => isMasked(current.kind, name, sent?.[name]))) {
    throw secretsLocked();
  }
  const parsed = CreateChannel.safeParse({ ...settings, config });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('invalid', issue?.message ?? 'These settings do not fit this channel.', {
    field: issue?.path.join('.') ?? 'config',
  });
}

/** An alert that could be told to nobody may have a channel now. */
const tellWhatNobodyKnows = ({ alerts, now }: Pick<Ports, 'alerts' | 'now'>): Promise<void> =>
  alerts.lookAgain(now(), null);

/**
 * Removes a channel; what it was told stays in the alerts. Another one takes over what it was not told yet, and as the
 * fallback of others: the one that is named, or else its own fallback. Its dead letters are put away, as nobody can send
 * them again. One that is named takes its place wherever it was chosen, too; where it was the only choice, and none is
 * named, people are asked: that needs `force`, which leaves the choices as they are. Throws not-found, invalid and conflict.
 */
export async function removeChannel(
  { ports }: Context<ChannelPorts & UserPorts & Pick<Ports, 'lanes' | 'queue' | 'deliveries'>>,
  { id, replaceWith, force }: RemoveChannel,
): Promise<Channel> {
  const channel = await ports.channels.get(id);
  if (!channel) throw notFound('channel');
  const successorId = replaceWith ?? channel.fallbackChannelId;
  const others = (await ports.channels.list()).filter((one) => one.id !== id);
  if (replaceWith !== undefined && !others.some((one) => one.id === replaceWith)) {
    throw new AppError('invalid', 'The channel that is to take over does not exist.', {
      field: 'replaceWith',
    });
  }
  if (replaceWith !== undefined) await replaceChannel(ports, { id, by: replaceWith });
  else if (!force) {
    const left = others.filter(({ enabled }) => enabled).map((one) => one.id);
    await refuseNeeded(ports, id, new Set(left));
  }
  await ports.lanes.succeed(laneOf(id), successorId);
  for (const other of others) {
    if (other.fallbackChannelId !== id) continue;
    const fallbackChannelId = successorId === other.id ? null : successorId;
    await ports.channels.update(other.id, { fallbackChannelId });
  }
  if (!(await ports.channels.remove(id))) throw notFound('channel');
  await ports.deliveries.dismiss({ channelId: id });
  await resumeLane(ports, id);
  return toChannel(channel);
}
