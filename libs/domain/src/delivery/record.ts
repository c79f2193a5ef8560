import type { PlanForm } from './lane.ts';
import type { Delivery, DropReason } from './schema.ts';

export interface DeliveryRecord extends Omit<Delivery, 'recipient' | 'droppedBecause'> {
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

/** The part of a stored delivery that clients see. */
export function toDelivery({
  updatedAt: _,
  fallbackAt: __,
  fallbackOf: ___,
  redrivenAt: ____,
  form: _____,
  mayBeTaken: ______,
  recipient,
  because,
  ...delivery
}: DeliveryRecord): Delivery {
  return { ...delivery, recipient: recipient ?? null, droppedBecause: because ?? null };
}
