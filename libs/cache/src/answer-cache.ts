import type { Cache, Keeping } from '@app/monitoring';
import { CacheableMemory } from '@cacheable/memory';

/** Answers that all processes share; it may be away at any time, and neither method ever rejects or waits for long. */
export interface SharedAnswers {
  /** The answer with a key, as it came, and for how long it is still good; null where there is none. */
  find(key: string): Promise<{ readonly value: unknown; readonly seconds: number } | null>;
  put(key: string, value: object, seconds: number): void;
}

/** Answers in the memory of this process: of numbers of ninety days that is about ten megabytes. */
const MOST = 300;
const SWEEP_MS = 60_000;

/** Answers in the memory of this process and, where there is one, in a memory that all processes share. */
export class AnswerCache implements Cache {
  // Answers are written out and never changed, so that nothing is copied.
  readonly #own = new CacheableMemory({
    lruSize: MOST,
    useClone: false,
    checkInterval: SWEEP_MS,
  });
  readonly #underway = new Map<string, Promise<object>>();
  readonly #shared: SharedAnswers | null;

  constructor(shared: SharedAnswers | null = null) {
    this.#shared = shared;
  }

  async remember<T extends object>(
    key: string,
    keeping: Keeping<T>,
    make: () => Promise<T>,
  ): Promise<T> {
    const own = this.#own.get<T>(key);
    if (own !== undefined) return own;
    const underway = this.#underway.get(key) as Promise<T> | undefined;
    if (underway) return await underway;
    const finding = this.#findOrMake(key, keeping, make);
    this.#underway.set(key, finding);
    try {
      return await finding;
    } finally {
      this.#underway.delete(key);
    }
  }

  /** Ends what sweeps the memory. */
  close(): void {
    this.#own.stopIntervalCheck();
    this.#own.clear();
  }

  async #findOrMake<T extends object>(
    key: string,
    { seconds, read }: Keeping<T>,
    make: () => Promise<T>,
  ): Promise<T> {
    const found = await this.#shared?.find(key);
    const known = found ? read(found.value) : null;
    if (found && known !== null) {
      // What another process made is not good for longer because it came here.
      this.#own.set(key, known, Math.min(found.seconds, seconds) * 1_000);
      return known;
    }
    const made = await make();
    this.#own.set(key, made, seconds * 1_000);
    this.#shared?.put(key, made, seconds);
    return made;
  }
}
