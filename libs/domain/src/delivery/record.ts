import type { PlanForm } from './lane.ts';
import type { Delivery, DeliveryAttempt, DropReason } from './schema.ts';
import type { SendFact } from './send-fact.ts';

/** One try to hand a message to a channel, as it is stored. */
export interface AttemptRecord extends Omit<DeliveryAttempt, 'detail'> {
  fact: SendFact;
}

export interface DeliveryRecord extends Omit<
  Delivery,
  'attempts' | 'channelName' | 'recipient' | 'droppedBecause'
> {
  attempts: AttemptRecord[];
  /** Absent on those of the app. */
  channelName?: string;
  updatedAt: Date;
  /** Of mail: the one address that it goes to. Absent on those of other channels, and of older versions. */
  recipient?: string;
  /** When the fallback takes over unless it was handed over before. Absent: it never does. */
  fallbackAt?: Date;
  /** Of a message that another channel could not be told: that channel. */
  fallbackOf?: string;
  /** When a person sent it again: a new series of attempts began. */
  redrivenAt?: Date;
  /** How it was handed over, unless by a message of its own. */
  form?: Exclude<PlanForm, 'single'>;
  /** Of one that was given up: a try of it got no answer, so it may have been taken. Else absent. */
  mayBeTaken?: true;
  /** Why it was dropped. */
  because?: DropReason;
}
