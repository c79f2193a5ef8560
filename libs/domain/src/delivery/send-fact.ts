import type { ChannelUrlFault } from '../channel/url-fault.ts';
import type { EgressFact } from '../egress/denial.ts';

/** Why there is no answer to what was sent. */
export interface NoAnswer {
  readonly why:
    | 'refused'
    | 'closed'
    | 'no-name'
    | 'no-dns'
    | 'unreachable'
    | 'timeout'
    /** It answered, and was not done in time. */
    | 'unfinished'
    | 'not-http'
    | 'no-tls'
    /** Its certificate: signed by nobody who is known, for another name, out of date, of a time to come. */
    | 'untrusted'
    | 'other-name'
    | 'expired'
    | 'too-early'
    | 'tls'
    | 'tls-broken-off'
    | 'other';
  /** What the system or the library calls it. */
  readonly code?: string;
  /** Of a time-out: how long it had. */
  readonly withinMs?: number;
  /** What the library said, without secrets. */
  readonly says?: string;
}

/** One member of the union for each name in `Is`; `by` is a kind of channel, `smtp`, `resend` or `heartbeat`. */
type OfProvider<Is extends string, Details = unknown> = Is extends string
  ? Readonly<{ is: Is; by: string } & Details>
  : never;

/**
 * What came of handing a message to somebody, in no language: `is` tells which sentence of `text` it becomes. Words are
 * those of the provider, as safe text without secrets.
 */
export type SendFact =
  /** A sentence that an older version stored. */
  | Readonly<{ is: 'text'; text: string }>
  | OfProvider<
      'taken',
      {
        status?: number;
        /** Addresses that the mail server did not take it for. */
        notFor?: string;
        /** It had been taken before. */
        isRepeated?: true;
        /** The id that the chat has now. */
        movedTo?: string;
      }
    >
  /** A status of HTTP that is no yes. */
  | OfProvider<'answered', { status: number; says?: string }>
  /** A reply of SMTP that is no yes. */
  | OfProvider<'replied', { status: number; says?: string; isLogin?: true }>
  /** A no in the body of an answer. */
  | OfProvider<'refused', { status?: number; reason?: string }>
  /** A page for people, or what another server answers. */
  | OfProvider<'page' | 'other-server', { status: number }>
  | OfProvider<'no-answer', NoAnswer>
  | OfProvider<'key-refused'>
  /** The password is not sent in clear unasked. */
  | OfProvider<'unencrypted'>
  | OfProvider<'bad-settings', { code: string }>
  /** Nothing was sent: it may not lead there. */
  | Readonly<{ is: 'denied'; fault: ChannelUrlFault | EgressFact }>
  /** One of these settings is needed. */
  | Readonly<{ is: 'not-set-up'; settings: readonly string[] }>
  | Readonly<{ is: 'shown' | 'secrets-locked' | 'alert-gone' | 'not-prepared' }>
  /** Given up after a day in which the channel failed and this message had no turn. */
  | Readonly<{ is: 'no-turn' }>
  | Readonly<{ is: 'report-not-made' }>;
