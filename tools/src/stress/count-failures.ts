/** How often each test failed, over several runs. */
export class FailureCount {
  readonly #failures = new Map<string, number>();
  readonly #tests = new Set<string>();

  /** Adds a run: the tests that ran, and those of them that failed. A test may fail once a run. */
  add(ran: readonly string[], failed: readonly string[]): void {
    for (const name of ran) this.#tests.add(name);
    for (const name of new Set(failed)) {
      this.#tests.add(name);
      this.#failures.set(name, (this.#failures.get(name) ?? 0) + 1);
    }
  }

  get passed(): number {
    return this.#tests.size - this.#failures.size;
  }

  get failed(): number {
    return this.#failures.size;
  }

  /** One line for each test that failed, those that failed most first. */
  lines(rounds: number): string[] {
    return [...this.#failures]
      .sort(([, a], [, b]) => b - a)
      .map(([name, times]) => `${String(times)} of ${String(rounds)}  ${name}`);
  }
}
