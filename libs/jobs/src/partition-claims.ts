import { PARTITIONS } from '@app/domain';
import type { QueueConnection } from './connection.ts';
import { repairFutureTimestamps } from './repair-future-timestamps.ts';
import { CHECK_PARTITION } from './queues.ts';
import { type HeldJob, JobCompletions } from './job-completions.ts';

/** The right to run the scheduled checks of one partition. */
export interface PartitionClaim {
  partition: number;
  job: HeldJob;
}

/**
 * Hands partitions out to workers by the `checks.partition` queue, without a leader: a partition belongs to
 * whoever holds its job and keeps it alive. The job of a worker that died is retried after its heartbeat.
 */
export class PartitionClaims {
  readonly #connection: QueueConnection;
  readonly #settlements: JobCompletions;

  constructor(connection: QueueConnection) {
    this.#connection = connection;
    this.#settlements = new JobCompletions(connection, CHECK_PARTITION.name);
  }

  /**
   * Makes sure that each partition has a job, and that none waits for a clock that was ahead; those that
   * have one are left alone. To be repeated within seconds.
   */
  async ensure(): Promise<void> {
    await repairFutureTimestamps(this.#connection);
    const jobs = Array.from({ length: PARTITIONS }, (_, partition) => ({
      data: { partition },
      singletonKey: String(partition),
      priority: CHECK_PARTITION.priority,
    }));
    await this.#connection.attempt((boss) => boss.insert(CHECK_PARTITION.name, jobs));
  }

  /** Takes up to `limit` partitions that nobody holds. */
  async take(limit: number): Promise<PartitionClaim[]> {
    if (limit <= 0) return [];
    const jobs = await this.#connection.attempt((boss) =>
      boss.fetch<unknown>(CHECK_PARTITION.name, { batchSize: limit }),
    );
    return (jobs ?? []).map(({ id, retryCount, data }) => ({
      partition: CHECK_PARTITION.payload.parse(data).partition,
      job: { id, retryCount },
    }));
  }

  /**
   * Keeps claims alive and answers those that still hold. While PostgreSQL is away all of them do: leases
   * on the targets keep two workers from doing the same check.
   */
  async keep(claims: readonly PartitionClaim[]): Promise<PartitionClaim[]> {
    const lost = await this.#settlements.keepAlive(claims.map(({ job }) => job));
    return claims.filter(({ job }) => !lost.has(job.id));
  }

  /** Gives partitions back, for others to take at once. */
  async giveBack(claims: readonly PartitionClaim[]): Promise<void> {
    if (claims.length === 0) return;
    await Promise.all(claims.map(({ job }) => this.#settlements.complete(job)));
    await this.ensure();
  }
}
