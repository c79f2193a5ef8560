import type { Job } from 'pg-boss';
import type { QueueConnection } from './connection.ts';
import type { QueueDefinition } from './queues.ts';
import { type HeldJob, JobCompletions } from './job-completions.ts';

/** Does the work of one job. It must bear being called again for the same job; throwing means: try again. */
export type JobHandler<Payload> = (payload: Payload, signal: AbortSignal) => Promise<void>;

/** Most jobs fetched at once. */
const BATCH = 50;
/** Finds what a lost notice would have told of, and what was sent for later. */
const POLL_MS = 1_000;
/** Well below the heartbeat of every queue (10 s). */
const KEEP_ALIVE_MS = 4_000;

interface RunningJob {
  job: HeldJob;
  cancel: AbortController;
  done: Promise<void>;
}

/**
 * Works on one queue with a number of jobs at once, each settled by itself: a job that hangs holds its own
 * place and no other (pg-boss' own workers wait for the slowest job of a batch). Fetches when a notice
 * comes, when a place becomes free, and every second.
 */
export class Consumer<Payload> {
  readonly #connection: QueueConnection;
  readonly #queue: QueueDefinition<Payload>;
  readonly #handler: JobHandler<Payload>;
  readonly #concurrency: number;
  readonly #settlements: JobCompletions;
  readonly #running = new Set<RunningJob>();
  readonly #timers: NodeJS.Timeout[];
  #fetching: Promise<void> | null = null;
  /** Notices that came; one that comes during a fetch asks for another. */
  #notices = 0;
  #isStopped = false;

  constructor(
    connection: QueueConnection,
    queue: QueueDefinition<Payload>,
    options: { concurrency: number; handler: JobHandler<Payload> },
  ) {
    this.#connection = connection;
    this.#queue = queue;
    this.#handler = options.handler;
    this.#concurrency = options.concurrency;
    this.#settlements = new JobCompletions(connection, queue.name);
    this.#timers = [
      setInterval(() => this.fetch(), POLL_MS),
      setInterval(() => void this.#keepAlive(), KEEP_ALIVE_MS),
    ];
    connection.watch({ onReady: () => this.fetch() });
  }

  get queueName(): string {
    return this.#queue.name;
  }

  /** Number of jobs that are being worked on. */
  get running(): number {
    return this.#running.size;
  }

  /** Fetches jobs for the places that are free. */
  fetch(): void {
    this.#notices++;
    this.#fetching ??= this.#fetchAll().finally(() => {
      this.#fetching = null;
    });
  }

  /** Fetches no more, cancels what still runs after a grace, and settles everything. */
  async stop(graceMs: number): Promise<void> {
    this.#isStopped = true;
    this.#timers.forEach(clearInterval);
    await this.#fetching;
    const timer = setTimeout(() => {
      for (const { cancel } of this.#running) cancel.abort(new StoppedError());
    }, graceMs);
    await Promise.all([...this.#running].map(({ done }) => done));
    clearTimeout(timer);
  }

  async #fetchAll(): Promise<void> {
    while (await this.#fetchOnce());
  }

  /** Whether there may be more: the batch was full, or a notice came meanwhile. */
  async #fetchOnce(): Promise<boolean> {
    const notices = this.#notices;
    const batchSize = Math.min(this.#concurrency - this.#running.size, BATCH);
    if (batchSize <= 0 || this.#isStopped) return false;
    const jobs = await this.#connection.attempt(async (boss) => {
      await this.#connection.declare(this.#queue);
      return await boss.fetch<unknown>(this.#queue.name, { batchSize });
    });
    for (const job of jobs ?? []) this.#begin(job);
    return this.#notices > notices || jobs?.length === batchSize;
  }

  #begin({ id, retryCount, expireInSeconds, data }: Job<unknown>): void {
    const job = { id, retryCount };
    const cancel = new AbortController();
    const signal = AbortSignal.any([cancel.signal, AbortSignal.timeout(expireInSeconds * 1_000)]);
    const running: RunningJob = { job, cancel, done: Promise.resolve() };
    this.#running.add(running);
    running.done = this.#run(job, data, signal).finally(() => {
      const wasFull = this.#running.size >= this.#concurrency;
      this.#running.delete(running);
      if (wasFull) this.fetch();
    });
  }

  async #run(job: HeldJob, data: unknown, signal: AbortSignal): Promise<void> {
    try {
      await this.#handler(this.#queue.payload.parse(data), signal);
      await this.#settlements.complete(job);
    } catch (error) {
      this.#connection.log.debug({ queue: this.#queue.name, err: error }, 'a job failed');
      await this.#settlements.fail(job, error);
    }
  }

  async #keepAlive(): Promise<void> {
    const running = [...this.#running];
    const lost = await this.#settlements.keepAlive(running.map(({ job }) => job));
    for (const { job, cancel } of running) if (lost.has(job.id)) cancel.abort(new LostError());
  }
}

/** The process stops; the job is given back. */
class StoppedError extends Error {
  readonly code = 'STOPPED';
  constructor() {
    super('The worker was stopped before the job was done.');
  }
}

class LostError extends Error {
  readonly code = 'LOST';
  constructor() {
    super('The job was given to another worker.');
  }
}
