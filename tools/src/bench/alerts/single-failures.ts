/** Fails single checks of some targets: never two in a row. */
export class SingleFailures {
  /** Checks that it failed. */
  count = 0;
  readonly #ids: ReadonlySet<string>;
  readonly #share: number;
  readonly #random: () => number;
  readonly #failed = new Set<string>();

  /** @param share of the checks that fail */
  constructor(ids: readonly string[], share: number, random: () => number = Math.random) {
    this.#ids = new Set(ids);
    this.#share = share;
    this.#random = random;
  }

  /** Whether the check of a target that comes now fails. */
  fails(id: string): boolean {
    if (!this.#ids.has(id) || this.#failed.delete(id) || this.#random() >= this.#share)
      return false;
    this.#failed.add(id);
    this.count++;
    return true;
  }
}
