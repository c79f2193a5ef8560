import { setTimeout as sleep } from 'node:timers/promises';
import { type Change, KnownStatuses, type LiveEvent } from '@app/domain';
import {
  type Context,
  eventsFor,
  eventsSince,
  type LivePorts,
  type Log,
  systemContext,
} from '@app/monitoring';
import type { LiveSource, Subscription } from '@app/router';
import { LiveClient, type NumberedEvent } from './client.ts';
import { parseEventId, toEventId } from './event-id.ts';

/** Clocks of other processes and writes under way: what a client is told again rather than too little. */
const OVERLAP_MS = 5_000;

/** So many changes at once are a storm, in which the same things change again and again: they are gathered for a moment. */
const MANY_CHANGES = 50;
const GATHER_MS = 250;

/** Removed targets that can be told to clients that come back. */
const MAX_REMOVED = 1_000;

export interface LiveHubOptions {
  readonly ports: LivePorts;
  readonly log: Pick<Log, 'warn'>;
}

/**
 * Turns change events into live events: each changed thing is read once, however many clients there
 * are. When changes may have been missed, clients are told to read their pages again.
 */
export class LiveHub implements LiveSource {
  readonly #ports: LivePorts;
  /** What changes is read once for all clients: nobody in particular asks. */
  readonly #context: Context<LivePorts>;
  readonly #log: Pick<Log, 'warn'>;
  readonly #clients = new Set<LiveClient>();
  readonly #statuses = new KnownStatuses();
  #pending: Change[] = [];
  #isReading = false;
  /** The reading that was begun last. */
  #lastReading: Promise<unknown> = Promise.resolve();
  #removed: { id: string; at: Date }[] = [];
  /** Every change from this instant on was heard; null while no change events come. */
  #heardSince: Date | null = null;
  /** Since when the document store does not answer; null while it does. */
  #storeAwaySince: Date | null = null;
  /** Clients resume here: the instant of what was told last. */
  #toldAt: Date;

  constructor({ ports, log }: LiveHubOptions) {
    this.#ports = ports;
    this.#context = systemContext(ports, { name: 'api' });
    this.#log = log;
    this.#toldAt = ports.now();
  }

  /** Number of clients that are served now. */
  get clients(): number {
    return this.#clients.size;
  }

  /** Change events came. */
  onChanges(changes: readonly Change[]): void {
    this.#noteRemoved(changes);
    if (this.#clients.size === 0) return;
    this.#pending.push(...changes);
    if (!this.#isReading) void this.#read();
  }

  /** Change events stopped: changes may be missed. */
  onLost(): void {
    this.#heardSince = null;
  }

  /** Change events come (again). */
  onRegained(): void {
    this.#heardSince = this.#ports.now();
    this.#tell([{ type: 'reload' }], this.#heardSince);
  }

  /**
   * The document store does not answer since an instant, or does again (null). That carries the number of what was told
   * before it, because what is being read meanwhile is still to be told.
   */
  onStore(awaySince: Date | null): void {
    this.#storeAwaySince = awaySince;
    this.#tell([{ type: 'store', awaySince }], this.#toldAt);
  }

  async *subscribe(
    { lastEventId, targetIds }: Subscription,
    signal: AbortSignal,
  ): AsyncGenerator<NumberedEvent, void> {
    const client = new LiveClient(signal, targetIds);
    try {
      if (this.#storeAwaySince) yield this.#awayFor(lastEventId);
      if (lastEventId === null) {
        this.#clients.add(client);
        // A place to resume from: whoever shows other targets next must not miss what happens in between.
        if (targetIds) yield* this.#startFor();
      } else {
        await this.#inTurn(async () => {
          // Registered before reading what was missed, so that nothing falls in between.
          this.#clients.add(client);
          client.push(await this.#missedSince(lastEventId, targetIds));
        });
      }
      while (!signal.aborted) yield* await client.take();
    } finally {
      this.#clients.delete(client);
    }
  }

  /** Told first, because what was missed cannot be read now. Whoever comes back resumes where it was. */
  #awayFor(lastEventId: string | null): NumberedEvent {
    const event = { type: 'store', awaySince: this.#storeAwaySince } as const;
    return { id: lastEventId ?? toEventId(this.#toldAt), event };
  }

  #startFor(): NumberedEvent[] {
    return number([{ type: 'store', awaySince: this.#storeAwaySince }], this.#ports.now());
  }

  async #missedSince(
    lastEventId: string,
    targetIds: readonly string[] | null,
  ): Promise<NumberedEvent[]> {
    const now = this.#ports.now();
    const seen = parseEventId(lastEventId);
    if (!seen || !this.#heardSince || seen < this.#heardSince) {
      return number([{ type: 'reload' }], now);
    }
    const since = new Date(seen.getTime() - OVERLAP_MS);
    const events = await eventsSince(this.#context, since, targetIds);
    const gone = this.#removed.filter(({ at }) => at >= since);
    return number(
      [...events, ...gone.map(({ id }): LiveEvent => ({ type: 'removed', targetId: id }))],
      now,
    );
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    while (this.#pending.length > 0) {
      const isStorm = this.#pending.length > MANY_CHANGES;
      await this.#inTurn(() => this.#readPending());
      if (isStorm) await sleep(GATHER_MS, undefined, { ref: false });
    }
    this.#isReading = false;
  }

  async #readPending(): Promise<void> {
    const changes = this.#pending;
    this.#pending = [];
    const at = this.#ports.now();
    try {
      this.#tell(await eventsFor(this.#context, changes), at);
    } catch (error) {
      this.#log.warn({ err: error }, 'changes could not be read for live events');
      this.#tell([{ type: 'reload' }], at);
    }
  }

  /**
   * Reads and tells one after the other. What is told later was read later: nobody sees an older state after a
   * newer one, also while a client catches up.
   */
  async #inTurn(work: () => Promise<void>): Promise<void> {
    const reading = this.#lastReading.then(work);
    this.#lastReading = reading.catch(() => undefined);
    await reading;
  }

  #tell(events: readonly LiveEvent[], at: Date): void {
    this.#toldAt = at;
    const changed = this.#statuses.note(events, at);
    for (const client of this.#clients) client.push(number(client.wanted(events, changed), at));
  }

  #noteRemoved(changes: readonly Change[]): void {
    const at = this.#ports.now();
    for (const { type, id } of changes) if (type === 'removed') this.#removed.push({ id, at });
    this.#removed = this.#removed.slice(-MAX_REMOVED);
  }
}

/** Gives events the id of the instant before they were read, which is where a client resumes. */
const number = (events: readonly LiveEvent[], at: Date): NumberedEvent[] =>
  events.map((event) => ({ id: toEventId(at), event }));
