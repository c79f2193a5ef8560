import { say } from '../terminal.ts';
import type { Tally } from '../test/report.ts';

/** Runs the steps of a scenario one by one, prints each and counts them. */
export class Steps {
  #passed = 0;
  #failed = 0;
  /** Keeps evidence of a failure, and says where. */
  readonly #witness: (name: string) => Promise<string>;

  constructor(witness: (name: string) => Promise<string>) {
    this.#witness = witness;
  }

  /** Runs a step; when it fails, the reason is printed and the scenario goes on. */
  async run(name: string, work: () => Promise<unknown>): Promise<void> {
    const startedAt = performance.now();
    try {
      await work();
      this.#passed += 1;
      say(`PASS ${name} ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
    } catch (error) {
      this.#failed += 1;
      say(`FAIL ${name}: ${error instanceof Error ? error.message : String(error)}`);
      say(await this.#witness(name));
    }
  }

  get tally(): Tally {
    return { passed: this.#passed, failed: this.#failed, skipped: 0 };
  }
}
