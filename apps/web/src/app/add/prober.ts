import { DestroyRef, inject, signal } from '@angular/core';
import type { ProbeView, ProbeTarget } from '@app/domain';
import { Api } from '../shared/data/api';
import { asRefusal, type Refusal } from '../shared/data/refusal';

export type Verdict =
  | { state: 'none' }
  | { state: 'probing' }
  | { state: 'found'; result: ProbeView }
  | { state: 'refused'; refusal: Refusal };

/** Pause in typing after which an address is tried, in milliseconds. */
const TYPING_PAUSE_MS = 500;

/** Tries an address while it is typed; only the newest one counts. Made in an injection context. */
export class Prober {
  readonly #api = inject(Api);
  readonly #verdict = signal<Verdict>({ state: 'none' });
  #asked = '';
  #running: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly verdict = this.#verdict.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.#stop();
    });
  }

  /** Tries the address once typing pauses; until then nothing is said of the one before. */
  probeSoon(input: ProbeTarget): void {
    if (JSON.stringify(input) !== this.#asked) {
      this.#stop();
      this.#asked = '';
      this.#verdict.set({ state: 'none' });
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.probe(input), TYPING_PAUSE_MS);
  }

  /** Tries the address now, unless that has just been done. */
  async probe(input: ProbeTarget): Promise<void> {
    const asked = JSON.stringify(input);
    if (asked === this.#asked) return;
    this.#stop();
    this.#asked = asked;
    if (input.url === '') {
      this.#verdict.set({ state: 'none' });
      return;
    }
    const running = new AbortController();
    this.#running = running;
    this.#verdict.set({ state: 'probing' });
    const verdict = await this.#ask(input, running.signal);
    if (!running.signal.aborted) this.#verdict.set(verdict);
  }

  async #ask(input: ProbeTarget, abort: AbortSignal): Promise<Verdict> {
    try {
      const result = await this.#api.client.targets.probe.mutate(input, { signal: abort });
      return { state: 'found', result };
    } catch (error) {
      return { state: 'refused', refusal: asRefusal(error) };
    }
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
  }
}
