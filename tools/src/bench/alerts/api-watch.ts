import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../../api-client.ts';

const PAUSE_MS = 250;
const PAGE = 50;

/** How long pages that people look at take meanwhile. */
export class ApiWatch {
  /** Milliseconds of each answer. */
  readonly #tookMs: number[] = [];
  readonly #stopping = new AbortController();
  readonly #done: Promise<void>;

  constructor(api: ApiClient) {
    this.#done = this.#watch(api);
  }

  /** Answers how long each answer took, in milliseconds, sorted. */
  async stop(): Promise<number[]> {
    this.#stopping.abort();
    await this.#done;
    return this.#tookMs.sort((a, b) => a - b);
  }

  async #watch(api: ApiClient): Promise<void> {
    const pages = [
      () => api.targets.list.query({ limit: PAGE }),
      () => api.alerts.list.query({ limit: PAGE }),
    ];
    for (let turn = 0; !this.#stopping.signal.aborted; turn++) {
      const from = performance.now();
      await pages[turn % pages.length]?.();
      this.#tookMs.push(performance.now() - from);
      await sleep(PAUSE_MS, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }
}
