import type { Queue } from '@app/monitoring';
import type { QueueConnection } from './connection.ts';
import { readDeadLetters, redriveDeadLetter } from './dead-letters.ts';
import { readFigures } from './figures.ts';
import { OfflineJobBuffer } from './offline-job-buffer.ts';
import type { PgNotifications } from './pg-notifications.ts';
import {
  AWAITED_PRIORITY,
  CHECK_URGENT,
  DELIVERY_LANE,
  type QueueDefinition,
  urgentQueueOf,
} from './queues.ts';

/** PostgreSQL takes lots of this size in a few tens of milliseconds. */
const LOT = 1_000;

interface Ring<Payload> {
  payload: Payload;
  /** The request that it came from. */
  requestId?: string | undefined;
  /** Rings with the same key are one job while it waits or runs. */
  key: string;
  at: Date | null;
  /** Instead of that of the queue. */
  priority?: number;
}

/** One ring for each key. */
const firstOfEach = <Payload>(rings: readonly Ring<Payload>[]): Ring<Payload>[] => [
  ...new Map(rings.map((ring) => [ring.key, ring])).values(),
];

/**
 * Of rings whose time has come while they were kept one for each matter, the most urgent: whoever answers it finds all that is
 * to be done.
 */
function dueOnce<Payload>(rings: readonly Ring<Payload>[]): Ring<Payload>[] {
  const kept = new Map<string, Ring<Payload>>();
  for (const ring of rings) {
    const isDue = ring.at === null || futureOnly(ring.at) === null;
    const matter = isDue ? `due ${JSON.stringify(ring.payload)}` : ring.key;
    const known = kept.get(matter);
    if (!known || (ring.priority ?? 0) > (known.priority ?? 0)) kept.set(matter, ring);
  }
  return [...kept.values()];
}

/** Rings for one queue. */
class Ringer<Payload extends object> {
  readonly #connection: QueueConnection;
  readonly #wake: PgNotifications;
  readonly #queue: QueueDefinition<Payload>;
  readonly #kept = new OfflineJobBuffer<Ring<Payload>>();
  /** What is sent next, once what is being sent is. */
  readonly #next: Ring<Payload>[] = [];
  #sending = Promise.resolve();
  #sent: Promise<void> | null = null;

  constructor(connection: QueueConnection, wake: PgNotifications, queue: QueueDefinition<Payload>) {
    this.#connection = connection;
    this.#wake = wake;
    this.#queue = queue;
    connection.watch({ onReady: () => void this.ring(dueOnce(this.#kept.take())) });
  }

  /**
   * Sends rings; while PostgreSQL is away, or still connecting, they are kept until it is there. What comes while others
   * are being sent goes together after them: in a storm each of thousands of alerts rings for the same few lanes.
   */
  async ring(rings: readonly Ring<Payload>[]): Promise<void> {
    this.#next.push(...rings);
    this.#sent ??= this.#sending.then(() => {
      const gathered = this.#next.splice(0);
      this.#sent = null;
      this.#sending = this.#sendAll(firstOfEach(gathered));
      return this.#sending;
    });
    await this.#sent;
  }

  async #sendAll(rings: readonly Ring<Payload>[]): Promise<void> {
    for (let from = 0; from < rings.length; from += LOT) {
      const lot = rings.slice(from, from + LOT);
      if (!(await this.#send(lot))) {
        this.#keep(rings.slice(from));
        return;
      }
    }
    if (rings.some(({ at }) => at === null)) this.#wake.send([this.#queue.name]);
  }

  async #send(rings: readonly Ring<Payload>[]): Promise<boolean> {
    const { name } = this.#queue;
    const jobs = rings.map(({ payload, requestId, key, at, priority = this.#queue.priority }) => ({
      data: { ...payload, ...(requestId !== undefined && { requestId }) },
      singletonKey: key,
      priority,
      ...(at && { startAfter: at }),
    }));
    const sent = await this.#connection.attempt(async (boss) => {
      await this.#connection.declare(this.#queue);
      return await boss.insert(name, jobs, { returnId: true });
    });
    return sent !== null;
  }

  #keep(rings: readonly Ring<Payload>[]): void {
    // What fails while PostgreSQL is there would fail again.
    const lost = this.#connection.isReady ? rings.length : this.#kept.keep(rings);
    if (lost > 0) {
      this.#connection.log.debug({ queue: this.#queue.name, rings: lost }, 'rings were lost');
    }
  }
}

/**
 * The queue as use cases see it. What is due now wakes idle workers at once, what is due later is found by
 * their polling; a ring that is lost nevertheless is made good by the reconciler.
 */
export function createQueue(connection: QueueConnection, wake: PgNotifications): Queue {
  const urgent = new Ringer(connection, wake, CHECK_URGENT);
  const regions = new Map<string, Ringer<{ targetId: string }>>();
  const urgentIn = (region: string): Ringer<{ targetId: string }> => {
    const known = regions.get(region) ?? new Ringer(connection, wake, urgentQueueOf(region));
    regions.set(region, known);
    return known;
  };
  const lanes = new Ringer(connection, wake, DELIVERY_LANE);
  return {
    figures: () => readFigures(connection),
    vacuum: async () =>
      (await connection.attempt((boss) =>
        boss.getDb().executeSql(`VACUUM (ANALYZE) ${connection.schema}.job`),
      )) !== null,
    deadLetters: (query) => readDeadLetters(connection, query),
    redriveDeadLetter: async (id) => {
      const driven = await redriveDeadLetter(connection, id);
      if (driven !== null && driven !== 'none') wake.send([driven.queue]);
      return driven;
    },
    enqueueChecks: async (checks, requestId) => {
      await urgent.ring(
        checks.map(({ targetId, slot, origin, reserved }) => ({
          ...ringOf(targetId, reserved && reserved.until > slot ? reserved.until : slot),
          requestId,
          priority: origin === 'confirmation' ? CHECK_URGENT.priority : AWAITED_PRIORITY,
        })),
      );
      const byRegion = Map.groupBy(checks, ({ reserved }) => reserved?.region);
      for (const [region, reserved] of byRegion) {
        if (region === undefined) continue;
        await urgentIn(region).ring(
          reserved.map(({ targetId, slot }) => ({ ...ringOf(targetId, slot), requestId })),
        );
      }
    },
    enqueueLanes: async (laneIds, at, requestId) => {
      const due = at && futureOnly(at);
      // To the second: a lane that is asked for the same moment again and again has one job.
      const when = due ? Math.ceil(due.getTime() / 1_000) : 'now';
      await lanes.ring(
        laneIds.map((laneId) => ({
          payload: { laneId },
          requestId,
          key: `${laneId}@${when}`,
          at: due,
        })),
      );
    },
  };
}

const ringOf = (targetId: string, at: Date): Ring<{ targetId: string }> => ({
  payload: { targetId },
  key: `${targetId}@${at.getTime()}`,
  at: futureOnly(at),
});

const futureOnly = (at: Date): Date | null => (at.getTime() > Date.now() ? at : null);
