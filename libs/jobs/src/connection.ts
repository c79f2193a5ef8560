import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@app/monitoring';
import { PgBoss } from 'pg-boss';
import { classifyFault } from './faults.ts';
import { type QueueDefinition, QUEUES } from './queues.ts';
import { steadyClock } from './steady-clock.ts';

export interface ConnectionOptions {
  /** `postgres://` url of the database. */
  url: string;
  log: Log;
  /** Schema of the queue's tables. */
  schema: string;
  /** Look after expired jobs and dead workers; processes that work do it, those that only ring do not. */
  supervise: boolean;
  /** Leave the tables as they are: there is nothing here but to listen and to look. */
  isReadOnly: boolean;
  /** Most connections held at once, the one that listens left out. */
  maxConnections: number;
  /** How this process is called in the list of instances. */
  name: string;
}

type QueueOptions = Pick<QueueDefinition<unknown>, 'name' | 'options'>;

export interface ConnectionWatcher {
  onReady?: () => void;
  onAway?: () => void;
  /** Awaited before the connections are closed. */
  onStop?: () => Promise<void> | undefined;
}

/**
 * How often dead workers are looked for, by all processes together and by each. The next pass after the death
 * of a process that looked comes up to twice this later, and with the heartbeat of 10 s it must stay below 15.
 */
const SUPERVISE_SECONDS = 2;
const PROBE_MS = 1_000;
const CONNECT_TIMEOUT_MS = 5_000;
const STOP_TIMEOUT_MS = 5_000;

/**
 * The queue's connection to PostgreSQL. It comes up by itself whenever the database does, mends its tables
 * when they were dropped, and says so once for each change; nothing here rejects because of an outage.
 */
export class QueueConnection {
  readonly boss: PgBoss;
  readonly #options: ConnectionOptions;
  readonly #watchers: ConnectionWatcher[] = [];
  readonly #stopping = new AbortController();
  #state: 'new' | 'ready' | 'away' | 'stopped' = 'new';
  #watching: Promise<void> | null = null;
  /** Queues beside `QUEUES`, by name. */
  readonly #further = new Map<string, QueueOptions>();

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.boss = new PgBoss(this.#bossOptions(options.supervise));
    this.boss.on('error', (error) => {
      this.observe(error);
    });
  }

  get isReady(): boolean {
    return this.#state === 'ready';
  }

  get log(): Log {
    return this.#options.log;
  }

  get url(): string {
    return this.#options.url;
  }

  get schema(): string {
    return this.#options.schema;
  }

  /** Tells of each change; of `ready` at once if the queue is ready. */
  watch(watcher: ConnectionWatcher): void {
    this.#watchers.push(watcher);
    if (this.isReady) watcher.onReady?.();
  }

  /** Starts connecting and goes on until it succeeds or `stop` is called. */
  start(): void {
    this.#watch(async () => {
      await this.boss.start();
      if (!this.#options.isReadOnly) await declareQueues(this.boss, this.#allQueues());
    });
  }

  async stop(): Promise<void> {
    if (this.#state === 'stopped') return;
    this.#state = 'stopped';
    this.#stopping.abort();
    await this.#watching;
    await Promise.allSettled(this.#watchers.map(async ({ onStop }) => await onStop?.()));
    await this.boss.stop({ timeout: STOP_TIMEOUT_MS }).catch((error: unknown) => {
      this.log.warn({ err: error }, 'the queue did not stop cleanly');
    });
  }

  /** Makes sure that a queue is there, now and whenever the tables are built anew. */
  async declare({ name, options }: QueueOptions): Promise<void> {
    if (QUEUES.some((queue) => queue.name === name) || this.#further.has(name)) return;
    await this.boss.createQueue(name, options);
    this.#further.set(name, { name, options });
  }

  /** Runs a call on the queue; a failure is noted and answered as null. */
  async attempt<T>(call: (boss: PgBoss) => Promise<T>): Promise<T | null> {
    if (!this.isReady) return null;
    try {
      return await call(this.boss);
    } catch (error) {
      this.observe(error);
      return null;
    }
  }

  /** Takes note of an error of the queue: is the database away, were its tables dropped? */
  observe(error: unknown): void {
    const fault = classifyFault(error);
    if (fault === 'other') {
      this.log.error({ err: error }, 'the queue reported an error');
      return;
    }
    if (this.#state !== 'ready') return;
    this.#state = 'away';
    this.log.warn(
      { reason: reasonOf(error) },
      fault === 'away'
        ? 'PostgreSQL is away; checks go on, urgent checks and messages wait for it'
        : 'the tables of the queue are gone; building them again',
    );
    for (const { onAway } of this.#watchers) onAway?.();
    this.#watch(() => this.#mend());
  }

  /** Repeats a step until it succeeds; then the queue is ready. */
  #watch(step: () => Promise<void>): void {
    this.#watching = this.#until(step);
  }

  async #until(step: () => Promise<void>): Promise<void> {
    const { signal } = this.#stopping;
    for (let delayMs = PROBE_MS / 4; !signal.aborted; delayMs = Math.min(delayMs * 2, PROBE_MS)) {
      try {
        await step();
        this.#becomeReady();
        return;
      } catch (error) {
        this.#noteFailedStart(error);
      }
      await sleep(delayMs, undefined, { signal }).catch(() => undefined);
    }
  }

  #noteFailedStart(error: unknown): void {
    if (this.#state !== 'new') return;
    this.#state = 'away';
    this.log.warn({ reason: reasonOf(error) }, 'PostgreSQL cannot be reached yet; trying on');
  }

  #becomeReady(): void {
    if (this.#state === 'stopped') return;
    const wasAway = this.#state === 'away';
    this.#state = 'ready';
    if (wasAway) this.log.info({}, 'PostgreSQL is there and the queue works');
    for (const { onReady } of this.#watchers) onReady?.();
  }

  /** Rejects while the database is away; once it is there, makes sure that the tables are, too. */
  async #mend(): Promise<void> {
    const queues = this.#allQueues();
    if (await this.boss.isInstalled()) {
      const there = new Set((await this.boss.getQueues()).map(({ name }) => name));
      if (queues.every(({ name }) => there.has(name))) return;
    }
    if (this.#options.isReadOnly) throw new Error('The tables of the queue are not there.');
    // A second instance builds the tables, so that the first keeps its connections and timers.
    const builder = new PgBoss(this.#bossOptions(false));
    builder.on('error', () => undefined);
    try {
      await builder.start();
      await declareQueues(builder, queues);
    } finally {
      await builder.stop({ graceful: false });
    }
  }

  #allQueues(): QueueOptions[] {
    return [...QUEUES, ...this.#further.values()];
  }

  #bossOptions(supervise: boolean): ConstructorParameters<typeof PgBoss>[0] & object {
    const { url, schema, maxConnections, name, isReadOnly } = this.#options;
    return {
      connectionString: url,
      schema,
      max: maxConnections,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      instanceName: name,
      supervise,
      migrate: !isReadOnly,
      registerInstance: !isReadOnly,
      superviseIntervalSeconds: SUPERVISE_SECONDS,
      monitorIntervalSeconds: SUPERVISE_SECONDS,
      maintenanceIntervalSeconds: 60,
      schedule: false,
      clock: steadyClock,
      openTelemetry: { enabled: false },
    };
  }
}

/** Creates the queues that are missing and brings the options of the others up to date. */
async function declareQueues(boss: PgBoss, queues: readonly QueueOptions[]): Promise<void> {
  for (const { name, options } of queues) {
    await boss.createQueue(name, options);
    const { policy: _fixed, ...changeable } = options;
    await boss.updateQueue(name, changeable);
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : 'unknown';
