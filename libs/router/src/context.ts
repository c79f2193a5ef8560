import type { LiveEvent, SystemHealth } from '@app/domain';
import type { Context } from '@app/monitoring';

/** Live events with an id that a client sends back to go on where it stopped. */
export interface LiveSource {
  /** Ends when `signal` aborts. Starts with what was missed since `lastEventId`, if that is given. */
  subscribe(
    lastEventId: string | null,
    signal: AbortSignal,
  ): AsyncIterable<{ id: string; event: LiveEvent }>;
}

/** What is the same for every request. */
export interface RequestServices extends Pick<Context, 'ports'> {
  live: LiveSource;
  health: () => Promise<SystemHealth>;
  /** True for errors that mean that a database of ours is away: clients are told to try again. */
  isOutage: (error: unknown) => boolean;
}

/**
 * What every procedure gets. The api makes it once per request: this is the place where a principal would be set, if
 * whoever runs this adds authentication.
 */
export interface RequestContext extends Context, RequestServices {}
