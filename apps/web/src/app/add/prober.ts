import { DestroyRef, inject, signal } from '@angular/core';
import type { ProbeTarget, ProbeView } from '@app/domain';
import { Api } from '../shared/data/api';
import { asRefusal, type Refusal } from '../shared/data/refusal';
import { probeMeant } from './probe-meant';

export type Verdict =
  | { state: 'none' }
  | { state: 'probing' }
  | { state: 'found'; url: string; result: ProbeView }
  | { state: 'refused'; refusal: Refusal };

/** What is tried: the addresses that were meant, the likeliest first, and how. */
export interface Trial {
  readonly urls: readonly string[];
  readonly input?: Omit<ProbeTarget, 'url'>;
}

/** Pause in typing after which an address is tried, in milliseconds. */
const TYPING_PAUSE_MS = 500;

/** Tries an address while it is typed; only the newest one counts. Made in an injection context. */
export class Prober {
  readonly #api = inject(Api);
  readonly #verdict = signal<Verdict>({ state: 'none' });
  #asked = '';
  #answer: Promise<void> = Promise.resolve();
  #running: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly verdict = this.#verdict.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.#stop();
    });
  }

  /** Tries it once typing pauses; until then nothing is said of the one before. */
  probeSoon(trial: Trial): void {
    if (JSON.stringify(trial) !== this.#asked) {
      this.#stop();
      this.#asked = '';
      this.#verdict.set({ state: 'none' });
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.probe(trial), TYPING_PAUSE_MS);
  }

  /** Tries it now, unless that has just been done, and waits for the verdict. */
  async probe(trial: Trial): Promise<Verdict> {
    const asked = JSON.stringify(trial);
    if (asked !== this.#asked) {
      this.#stop();
      this.#asked = asked;
      this.#answer = this.#begin(trial);
    }
    await this.#answer;
    return this.#verdict();
  }

  async #begin(trial: Trial): Promise<void> {
    if (trial.urls.length === 0) {
      this.#verdict.set({ state: 'none' });
      return;
    }
    const running = new AbortController();
    this.#running = running;
    this.#verdict.set({ state: 'probing' });
    const verdict = await this.#ask(trial, running.signal);
    if (!running.signal.aborted) this.#verdict.set(verdict);
  }

  async #ask({ urls, input = {} }: Trial, signal: AbortSignal): Promise<Verdict> {
    try {
      const found = await probeMeant(this.#api.client, urls, { input, signal });
      return { state: 'found', ...found };
    } catch (error) {
      return { state: 'refused', refusal: asRefusal(error) };
    }
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
  }
}
