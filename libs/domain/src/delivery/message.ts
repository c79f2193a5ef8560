import type { Alert } from '../alert/schema.ts';
import type { AlertEvent } from '../alert/kind.ts';
import type { ChannelRecord } from '../channel/schema.ts';
import type { Status } from '../check/status.ts';

/** What a message tells: an event of an alert, or that a channel works. */
export type MessageEvent = AlertEvent | 'test';

/** The part of a target that messages name. */
export interface MessageTarget {
  id: string;
  url: string;
  name: string;
  tags: string[];
  status: Status;
}

/** What one channel is told about one event of one alert; `test` messages have neither alert nor target. */
export interface Message {
  event: MessageEvent;
  alert: Alert | null;
  target: MessageTarget | null;
  /** Page of the web app that shows the target or the alert. */
  link: string;
  /** The same for every try of the same message, so that a provider can recognise a repetition. */
  idempotencyKey: string;
  /** When this message was planned; relative times in its text count from here. */
  sentAt: Date;
}

/**
 * What became of one try to hand over a message. `retry` may pass by itself, `dead` will not.
 * `detail` is a sentence for people and holds no secret.
 */
export type SendOutcome =
  | { outcome: 'sent'; detail: string }
  | {
      outcome: 'retry';
      detail: string;
      /** Wait that the provider asked for, or null. */ retryAfterMs: number | null;
    }
  | { outcome: 'dead'; detail: string };

/** Hands one message to one channel, once. Rejects only with the reason of `signal`. */
export type SendMessage = (
  message: Message,
  channel: ChannelRecord,
  options: { signal: AbortSignal },
) => Promise<SendOutcome>;
