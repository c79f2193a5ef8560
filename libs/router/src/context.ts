import type { LiveEvent, SystemHealth } from '@app/domain';
import type { SystemLimits } from '@app/domain/limits';
import type { AuditedCall, Context, EndOfCall } from '@app/monitoring';

/** What a client wants to be told. */
export interface Subscription {
  /** The event that it has seen last; null for none. */
  readonly lastEventId: string | null;
  /** The targets that it shows; null for all. */
  readonly targetIds: readonly string[] | null;
}

/** Live events with an id that a client sends back to go on where it stopped. */
export interface LiveSource {
  /**
   * Ends when `signal` aborts. Starts with what was missed since `lastEventId`, if that is given. With `targetIds`
   * everything about these targets is told, and of all others only that their status has changed.
   */
  subscribe(
    subscription: Subscription,
    signal: AbortSignal,
  ): AsyncIterable<{ id: string; event: LiveEvent }>;
}

/** Limits per caller; both kinds refuse with an `AppError` of the code `limit`. */
export interface CallGuard {
  /** Counts a call before it is made; what it returns ends the cooldown of one that failed. */
  admit(call: { path: string; address: string; input?: unknown }): Promise<() => void>;
  /** Takes a place for a live stream; what it returns gives it back. */
  openStream(address: string): () => void;
  describe(): Promise<SystemLimits>;
}

/** Keeps the audit log. */
export interface ChangeRecorder {
  /** Notes a call before it is made; what it returns adds the entry once the call is over. */
  begin(call: AuditedCall): Promise<(end: EndOfCall) => Promise<void>>;
}

/** What is the same for every request. */
export interface RequestServices extends Pick<Context, 'ports'> {
  live: LiveSource;
  limits: CallGuard;
  audit: ChangeRecorder;
  health: () => Promise<SystemHealth>;
  /** True for a server that only reads: every mutation is refused. */
  isReadOnly?: boolean;
  /** True for errors that mean that a database of ours is away: clients are told to try again. */
  isOutage: (error: unknown) => boolean;
}

/**
 * What every procedure gets. The api makes it once per request.
 */
export interface RequestContext extends Context, RequestServices {}
