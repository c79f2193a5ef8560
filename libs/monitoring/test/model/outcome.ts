import type { AlertRecord, Component, DeliveryRecord, Trouble } from '@app/domain';
import { type Heard, seatOf } from './receivers.ts';
import type { Truth } from './truth.ts';
import type { World } from './world.ts';

/** A life of the monitor once everything has come to rest. */
export interface Outcome {
  world: World;
  truth: Truth;
  /** Deliveries that a person has sent again. */
  redriven: ReadonlySet<string>;
  /** Every process, the store and the clock did what they should. */
  isSound: boolean;
  /** How the monitor says that it is. */
  health: Component[];
  /** Channels of which it says that they do not deliver. */
  undelivered: Trouble[];
}

export const heardOf = ({ receivers }: World, alertId: string): Heard[] =>
  receivers.heard.filter((one) => one.alertId === alertId);

export const deliveriesOf = ({ deliveries }: World, alertId: string): DeliveryRecord[] =>
  [...deliveries.records.values()].filter((one) => one.alertId === alertId);

/** Whom a delivery goes to: a channel, and of mail the address. */
export const seatOfDelivery = ({ channelId, recipient }: DeliveryRecord): string =>
  seatOf(channelId ?? 'in-app', recipient);

/** Alerts of the same kind about the same, in the order in which they opened. */
export const generationsOf = ({ alertList }: World): AlertRecord[][] => [
  ...Map.groupBy(alertList, ({ subject, kind }) => `${subject} ${kind}`).values(),
];
