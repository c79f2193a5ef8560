import type { StoreProxy } from '../../../faults/stage/store-proxy.ts';

/** Steps of an alert that is told on one channel, by the write that comes next. */
export const CHANNEL_STEPS = [
  'deliveries not stored',
  'deliveries planned, alert not told',
  'plan not stored',
  'plan stored, deliveries not held',
  'taken, not written down',
] as const;
type ChannelStep = (typeof CHANNEL_STEPS)[number];

export const isChannelStep = (step: string): step is ChannelStep =>
  CHANNEL_STEPS.some((one) => one === step);

/** What is learned from the writes that pass, until the one comes that is to be held. */
interface Known {
  alertId: string | null;
  deliveryId: string | null;
}

/** Holds the write of a step, on its way to the store, for the one alert of a channel; it is held under the step's name. */
export function holdStep(proxy: StoreProxy, step: ChannelStep, channelId: string): void {
  const known: Known = { alertId: null, deliveryId: null };
  proxy.hold(step, (message) => {
    learn(known, message, channelId);
    return WRITES[step](message, { ...known, channelId });
  });
}

function learn(known: Known, message: Buffer, channelId: string): void {
  if (isDeliveryOf(message, channelId)) {
    const text = message.toString('latin1');
    known.alertId ??= new RegExp(`([0-9a-f]{24}):${channelId}:`).exec(text)?.[1] ?? null;
  }
  if (isPlanOf(message, channelId)) {
    const [, ids = ''] = message.toString('latin1').split('deliveryIds');
    known.deliveryId ??= /[0-9a-f]{24}/.exec(ids)?.[0] ?? null;
  }
}

const holds = (message: Buffer, ...words: readonly string[]): boolean =>
  words.every((word) => message.includes(word));

const isDeliveryOf = (message: Buffer, channelId: string): boolean =>
  holds(message, 'idempotencyKey', `:${channelId}:`, 'insert');
const isPlanOf = (message: Buffer, channelId: string): boolean =>
  holds(message, 'lanes', channelId, 'deliveryIds');

type Names = Known & { channelId: string };

const isAbout = (message: Buffer, id: string | null): boolean =>
  id !== null && message.includes(Buffer.from(id, 'hex'));

const WRITES: Readonly<Record<ChannelStep, (message: Buffer, names: Names) => boolean>> = {
  'deliveries not stored': (message, { channelId }) => isDeliveryOf(message, channelId),
  'deliveries planned, alert not told': (message, { alertId }) =>
    holds(message, '$pull', 'announcements') && isAbout(message, alertId),
  'plan not stored': (message, { channelId }) => isPlanOf(message, channelId),
  'plan stored, deliveries not held': (message, { deliveryId }) =>
    holds(message, 'update', 'lease') &&
    !message.includes('attempts') &&
    isAbout(message, deliveryId),
  'taken, not written down': (message, { deliveryId }) =>
    holds(message, 'update', 'attempts') && isAbout(message, deliveryId),
};
