/** For how long an answer is good, and how one that another process made is read. */
export interface Keeping<T> {
  readonly seconds: number;
  /** Null for what is no such answer: it was stored by another version, or by somebody else. */
  readonly read: (value: unknown) => T | null;
}

/** Keeps answers that take a while to make, so that all who ask the same within a moment share one. */
export interface Cache {
  /**
   * Returns the answer with a key that was made within `seconds`, by any process; else makes it, once for all who ask for it
   * meanwhile. It fails only as `make` does, and that is not kept.
   */
  remember<T extends object>(key: string, keeping: Keeping<T>, make: () => Promise<T>): Promise<T>;
}
