import type { AlertEvent } from '../alert/kind.ts';
import type { Runbook } from '../alert/runbook.ts';
import type { Alert } from '../alert/schema.ts';
import type { ChannelRecord } from '../channel/schema.ts';
import type { FailureClass } from '../check/schema.ts';
import type { Status } from '../check/status.ts';
import type { SendFact } from './send-fact.ts';

/** What a message tells: an event of an alert, several at once, or that a channel works. */
export type MessageEvent = AlertEvent | 'digest' | 'test';

/** The part of a target that messages name. */
export interface MessageTarget {
  id: string;
  url: string;
  name: string;
  tags: string[];
  status: Status;
  /** What to do when there is an alert; absent where nothing is written. */
  runbook?: Runbook;
}

/** What else is true of an event when it is told; absent where it does not apply. */
export interface EventDetails {
  /** Nobody was told that the alert opened: its beginning and its end are told in one. */
  isWhole?: true;
  /** How long ago it happened, in milliseconds, where it is told late. */
  lateMs?: number;
  /** The target goes up and down: `opened` is one of many, and the last message sums up. */
  isFlapping?: true;
  /** Which reminder this is, from 1. */
  reminder?: { number: number };
  /** Page on which a person takes the alert on; it asks before it does so. */
  acknowledgeLink?: string;
  /** Regions of the workers that saw the failure. */
  places?: readonly string[];
}

/** An event of an alert, as one entry of a digest or by itself. */
export interface DigestItem extends EventDetails {
  event: AlertEvent;
  alert: Alert;
  /** Null for alerts that are not about a target, and where it was removed. */
  target: MessageTarget | null;
  /** Page of the web app that shows the target or the alert. */
  link: string;
}

/** What the alerts of a digest have in common. */
export type SharedCause =
  | { is: 'host' | 'address' | 'certificate' | 'domain' | 'tag'; value: string }
  | { is: 'failure'; value: FailureClass };

/**
 * What one channel is told about one event of one alert. A digest tells several events in one and has neither alert nor
 * target of its own; nor has a test.
 */
export interface Message extends EventDetails {
  event: MessageEvent;
  alert: Alert | null;
  target: MessageTarget | null;
  /** Page of the web app that shows the target or the alert. */
  link: string;
  /** The same for every try of the same message, so that a provider can recognise a repetition. */
  idempotencyKey: string;
  /** When it was decided what this message says; relative times in its text count from here. */
  sentAt: Date;
  /** Of a digest: what it tells, in order. Channels say in `channelKinds[kind].digestItems` how much they take at once. */
  items?: readonly DigestItem[];
  /** Of a digest: absent where the alerts have nothing in common. */
  sharedCause?: SharedCause;
  /** Of a mail: the one address that it goes to; absent for all of the channel. */
  recipient?: string;
}

/**
 * What became of one try to hand over a message. `retry` may pass by itself, `dead` will not.
 * `fact` holds no secret.
 */
export type SendOutcome =
  | {
      outcome: 'sent';
      fact: SendFact;
      /** How long the provider takes nothing more, in milliseconds; absent where it did not say. */
      pauseMs?: number;
    }
  | {
      outcome: 'retry';
      fact: SendFact;
      /** Wait that the provider asked for, or null. */ retryAfterMs: number | null;
      /** It was handed over whole and no answer came: it may have been taken. */
      isUnanswered?: true;
      /** It lies with this message or this recipient: others may reach the same channel. */
      isOnlyThis?: true;
    }
  | { outcome: 'dead'; fact: SendFact; /** As above. */ isOnlyThis?: true };

/** Hands one message to one channel, once. Rejects only with the reason of `signal`. */
export type SendMessage = (
  message: Message,
  channel: ChannelRecord,
  options: { signal: AbortSignal; /** How long an answer is waited for. */ timeoutMs?: number },
) => Promise<SendOutcome>;
