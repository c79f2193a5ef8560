import type { Acknowledgement } from './acknowledgement.ts';
import type { AlertCause } from './cause.ts';
import type { Flapping } from './flapping.ts';
import type { FollowUp } from './told-so-far.ts';
import type { AlertEvent } from './kind.ts';
import type { Alert } from './schema.ts';
import type { KnownTrouble } from './system-trouble.ts';

/** What an alert still has to tell; removed once each channel has its delivery. */
export interface PendingNotification {
  /** Unique within the alert and part of the idempotency key: `opened`, `reminder-1`, `resolved`. */
  key: string;
  event: AlertEvent;
  at: Date;
}

/** What an alert says of itself: all that words are made of, and nothing that is kept for the work on it. */
const TOLD = [
  ...(['id', 'targetId', 'targetName', 'targetUrl', 'domain', 'kind', 'state'] as const),
  ...(['severity', 'openedSeverity', 'cause', 'openedAt', 'since', 'endedAt', 'ending'] as const),
  ...(['resolvedAt', 'resolution', 'acknowledgedAt', 'acknowledgedNote'] as const),
] satisfies (keyof AlertRecord)[];

export type ToldAlert = Pick<AlertRecord, (typeof TOLD)[number]>;

/** Returns an alert as it is at this moment, to be told again later in the same words. */
export const toldOf = (alert: AlertRecord): ToldAlert =>
  Object.fromEntries(
    TOLD.flatMap((name) => (alert[name] === undefined ? [] : [[name, alert[name]]])),
  ) as ToldAlert;

export interface AlertRecord extends Omit<Alert, 'reason' | 'flapping' | 'silence'> {
  /** Why there is an alert; its `reason` is made of it. */
  cause: AlertCause;
  /**
   * What it is about, as a key: the id of a target, `domain:<name>` or `system`. At most one alert of a
   * kind is open for a subject.
   */
  subject: string;
  updatedAt: Date;
  announcements: PendingNotification[];
  /** Of alerts about the monitor itself: what is wrong, each for itself; absent on those of older versions. */
  troubles?: KnownTrouble[];
  /** When the clock asks something of it next; absent for never. */
  dueAt?: Date;
  /** Absent until people were told, or could not be. */
  followUp?: FollowUp;
  /** Absent while the site does not go up and down. */
  flapping?: Flapping;
  /** Ids that the target has for the outages of a site that went up and down; absent for one outage. */
  outageIds?: string[];
  /** Of an alert that follows from an outage: the one that told of its beginning. */
  outageAlertId?: string;
  /** Alerts that ended with a pause and that it goes on for: who was told of them is told its end. */
  resumes?: string[];
  /** Who took it on and let go of it, in order; absent while nobody did, and on alerts of older versions. */
  acknowledgements?: Acknowledgement[];
  /** What the link of a message must carry for a person to take it on; absent on alerts of older versions. */
  linkSecret?: string;
}
