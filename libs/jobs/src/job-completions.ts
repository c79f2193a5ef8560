import * as z from 'zod';
import type { QueueConnection } from './connection.ts';
import { jobFault } from './job-fault.ts';

/** A job as one attempt holds it: settling is refused once another attempt has begun. */
export interface HeldJob {
  id: string;
  retryCount: number;
}

const Touched = z.object({ affected: z.number(), settled: z.array(z.string()).nullish() });

/** How long finished jobs are gathered, so that they are completed by one statement. */
const GATHER_MS = 25;

/** Completes, fails and keeps alive the jobs of one queue that this process holds. */
export class JobCompletions {
  readonly #connection: QueueConnection;
  readonly #queue: string;
  #done: HeldJob[] = [];
  #flushing: Promise<void> | null = null;

  constructor(connection: QueueConnection, queue: string) {
    this.#connection = connection;
    this.#queue = queue;
  }

  /** Completes a job soon. A completion that is lost makes the job run again, which it must bear. */
  async complete(job: HeldJob): Promise<void> {
    this.#done.push(job);
    this.#flushing ??= new Promise((resolve) =>
      setTimeout(() => {
        this.#flushing = null;
        void this.#flush().then(resolve);
      }, GATHER_MS),
    );
    await this.#flushing;
  }

  /** Gives a job back: it is tried again later, or becomes a dead letter with the error's code and text. */
  async fail(job: HeldJob, error: unknown): Promise<void> {
    await this.#connection.attempt((boss) => boss.fail(this.#queue, [job], jobFault(error)));
  }

  /** Shows that jobs are still worked on. Answers the ids that were lost to somebody else. */
  async keepAlive(jobs: readonly HeldJob[]): Promise<Set<string>> {
    if (jobs.length === 0) return new Set();
    const answer = await this.#connection.attempt((boss) => boss.touch(this.#queue, [...jobs]));
    if (answer === null) return new Set();
    const { affected, settled } = Touched.parse(answer);
    if (affected === jobs.length) return new Set();
    const kept = new Set(settled);
    return new Set(jobs.map(({ id }) => id).filter((id) => !kept.has(id)));
  }

  async #flush(): Promise<void> {
    const jobs = this.#done;
    this.#done = [];
    await this.#connection.attempt((boss) => boss.complete(this.#queue, jobs));
  }
}
