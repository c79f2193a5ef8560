import type { PartitionClaim, PartitionClaims } from '@app/jobs';
import { type Log, repeat, type Repeating } from '@app/monitoring';

/** How soon a free partition is found. */
const BALANCE_MS = 500;
/** Well below the heartbeat of the jobs (10 s). */
const KEEP_MS = 4_000;
/** How soon partition jobs that vanished are made anew. */
const ENSURE_MS = 10_000;

export interface HolderParts {
  claims: Pick<PartitionClaims, 'ensure' | 'take' | 'keep' | 'giveBack'>;
  /** Number of partitions that this worker should hold. */
  share: () => number;
  log: Log;
}

/**
 * Holds this worker's fair share of the partitions. Jobs of the queue are held for as long as the worker
 * lives rather than for short terms: that costs PostgreSQL one statement in four seconds, and a partition
 * moves only when it must. A worker that joins gets what others hold above their share within a beat and
 * half a second; the partitions of a killed one are free after its heartbeat (10 s) and a look for the dead (2 to 4 s).
 */
export class PartitionHolder {
  readonly #parts: HolderParts;
  readonly #tasks: Repeating[];
  #claims: PartitionClaim[] = [];

  constructor(parts: HolderParts) {
    this.#parts = parts;
    const { log, claims } = parts;
    this.#tasks = [
      repeat(() => claims.ensure(), { name: 'making partition jobs', everyMs: ENSURE_MS, log }),
      repeat(() => this.#keep(), { name: 'keeping partitions', everyMs: KEEP_MS, log }),
      repeat(() => this.#balance(), { name: 'sharing partitions', everyMs: BALANCE_MS, log }),
    ];
  }

  /** The partitions held at the moment. */
  get partitions(): number[] {
    return this.#claims.map(({ partition }) => partition);
  }

  /** Gives every partition back, for other workers to take at once. */
  async stop(): Promise<void> {
    await Promise.all(this.#tasks.map((task) => task.stop()));
    const claims = this.#claims;
    this.#claims = [];
    await this.#parts.claims.giveBack(claims);
  }

  async #keep(): Promise<void> {
    const asked = this.#claims;
    const kept = new Set(await this.#parts.claims.keep(asked));
    this.#claims = this.#claims.filter((claim) => kept.has(claim) || !asked.includes(claim));
  }

  async #balance(): Promise<void> {
    const { claims, share } = this.#parts;
    const excess = this.#claims.slice(share());
    if (excess.length > 0) {
      this.#claims = this.#claims.slice(0, share());
      await claims.giveBack(excess);
    } else {
      const taken = await claims.take(share() - this.#claims.length);
      this.#claims = [...this.#claims, ...taken];
    }
  }
}
