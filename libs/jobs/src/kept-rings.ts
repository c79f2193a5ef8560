/** Rings that are kept at most; the reconciler makes up for the others. */
export const MAX_KEPT = 1_000;

/** Rings that wait for PostgreSQL, each once, in the order in which they came. */
export class KeptRings<Ring extends { key: string }> {
  readonly #rings = new Map<string, Ring>();

  /** Keeps rings while there is room; answers how many were lost. */
  keep(rings: readonly Ring[]): number {
    let lost = 0;
    for (const ring of rings) {
      if (this.#rings.size < MAX_KEPT || this.#rings.has(ring.key)) this.#rings.set(ring.key, ring);
      else lost++;
    }
    return lost;
  }

  /** Gives all of them and keeps none. */
  take(): Ring[] {
    const rings = [...this.#rings.values()];
    this.#rings.clear();
    return rings;
  }
}
