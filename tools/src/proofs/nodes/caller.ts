import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 50;
const LONGEST_MS = 20_000;

/** Somebody who asks for a page all the time, and what became of it. */
export class Caller {
  readonly #stopping = new AbortController();
  readonly #ended: Promise<void>;
  answered = 0;
  /** Statuses and errors other than 200. */
  readonly refused: string[] = [];
  /** Milliseconds from one good answer to the next, at most. */
  longestGapMs = 0;

  constructor(url: string) {
    this.#ended = this.#ask(url);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#ended;
  }

  async #ask(url: string): Promise<void> {
    let goodAt = performance.now();
    while (!this.#stopping.signal.aborted) {
      try {
        const answer = await fetch(url, { signal: AbortSignal.timeout(LONGEST_MS) });
        await answer.text();
        if (answer.ok) {
          this.answered++;
          this.longestGapMs = Math.max(this.longestGapMs, performance.now() - goodAt);
          goodAt = performance.now();
        } else this.refused.push(String(answer.status));
      } catch (error) {
        this.refused.push(error instanceof Error ? error.name : String(error));
      }
      await sleep(PAUSE_MS);
    }
  }
}
