import type { ChangeEvents, Log, Queue } from '@app/monitoring';
import { type ChangeListener, createChangeEvents } from './change-events.ts';
import { QueueConnection } from './connection.ts';
import { Consumer, type JobHandler } from './consumer.ts';
import { PgNotifications } from './pg-notifications.ts';
import { PartitionClaims } from './partition-claims.ts';
import { createQueue } from './queue.ts';
import type { QueueDefinition } from './queues.ts';

export interface JobsOptions {
  /** `postgres://` url of the database. */
  url: string;
  log: Log;
  /** `worker`: works on jobs and looks after expired ones; `caller`: only rings and listens; `reader`: only listens. */
  role: 'worker' | 'caller' | 'reader';
  /** How this process is called in the list of instances. */
  name: string;
  /** Schema of the queue's tables; default `jobs`. */
  schema?: string;
}

/** Connections to PostgreSQL by role; the small ones in the embedded server have to be shared. */
const MAX_CONNECTIONS = { worker: 4, caller: 2, reader: 1 };

/** Gathering wake-ups for longer would be felt by people who press "check now". */
const WAKE_COALESCE_MS = 5;

/** Queues, change events and partitions of one process, over PostgreSQL. */
export class Jobs {
  readonly queue: Queue;
  readonly changes: ChangeEvents;
  readonly partitions: PartitionClaims;
  readonly #connection: QueueConnection;
  readonly #listenForChanges: (listener: ChangeListener) => void;
  readonly #wake: PgNotifications;
  readonly #consumers: Pick<Consumer<unknown>, 'queueName' | 'fetch' | 'stop'>[] = [];
  #isListeningForWork = false;

  constructor({ url, log, role, name, schema = 'jobs' }: JobsOptions) {
    this.#connection = new QueueConnection({
      url,
      log,
      schema,
      name,
      supervise: role === 'worker',
      isReadOnly: role === 'reader',
      maxConnections: MAX_CONNECTIONS[role],
    });
    this.#wake = new PgNotifications(this.#connection, 'wake', WAKE_COALESCE_MS);
    const changes = createChangeEvents(this.#connection);
    this.changes = changes;
    this.#listenForChanges = changes.listen;
    this.queue = createQueue(this.#connection, this.#wake);
    this.partitions = new PartitionClaims(this.#connection);
  }

  /** Whether PostgreSQL is there and the queue's tables are in order. */
  get isReady(): boolean {
    return this.#connection.isReady;
  }

  /** Starts connecting; it goes on in the background until PostgreSQL is there. */
  start(): void {
    this.#connection.start();
  }

  /** Calls back when the queue is ready: now if it is, and after every loss. */
  onReady(callback: () => void): void {
    this.#connection.watch({ onReady: callback });
  }

  /** Works on a queue with up to `concurrency` jobs at once. */
  work<Payload>(
    queue: QueueDefinition<Payload>,
    options: { concurrency: number; handler: JobHandler<Payload> },
  ): void {
    this.#consumers.push(new Consumer(this.#connection, queue, options));
    this.#listenForWork();
  }

  /** Subscribes to change events: what changed, and when changes may have been missed. */
  listen(listener: ChangeListener): void {
    this.#listenForChanges(listener);
  }

  /** Stops working: running jobs get `graceMs`, then they are cancelled and given back. */
  async stopWork(graceMs: number): Promise<void> {
    await Promise.all(this.#consumers.map((consumer) => consumer.stop(graceMs)));
  }

  /** Closes the connections. */
  async stop(): Promise<void> {
    await this.#connection.stop();
  }

  #listenForWork(): void {
    if (this.#isListeningForWork) return;
    this.#isListeningForWork = true;
    this.#wake.listen({
      onNotices: (names) => {
        for (const consumer of this.#consumers) {
          if (names.includes(consumer.queueName)) consumer.fetch();
        }
      },
    });
  }
}
