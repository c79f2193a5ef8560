/** Jobs that are kept at most; the reconciler makes up for the others. */
export const MAX_KEPT = 1_000;

/** Jobs that wait for PostgreSQL, each once, in the order in which they came. */
export class OfflineJobBuffer<Job extends { key: string }> {
  readonly #jobs = new Map<string, Job>();

  /** Keeps jobs while there is room; answers how many were lost. */
  keep(jobs: readonly Job[]): number {
    let lost = 0;
    for (const job of jobs) {
      if (this.#jobs.size < MAX_KEPT || this.#jobs.has(job.key)) this.#jobs.set(job.key, job);
      else lost++;
    }
    return lost;
  }

  /** Gives all of them and keeps none. */
  take(): Job[] {
    const jobs = [...this.#jobs.values()];
    this.#jobs.clear();
    return jobs;
  }
}
