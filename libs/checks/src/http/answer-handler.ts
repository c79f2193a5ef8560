import type { Dispatcher } from 'undici';
import type { RawHeaders } from './answer.ts';
import type { Collector } from './collector.ts';
import type { PhaseClock } from './phase-clock.ts';
import { skipTraces } from './skip-traces.ts';

/** Hands one response from undici to a collector. */
export class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #collector: Collector;
  readonly #clock: PhaseClock;
  readonly #onStart: () => void;
  #controller: Dispatcher.DispatchController | null = null;

  /** `onStart` is called when undici has taken over the connection. */
  constructor(collector: Collector, clock: PhaseClock, onStart: () => void) {
    this.#collector = collector;
    this.#clock = clock;
    this.#onStart = onStart;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    this.#onStart();
  }

  onResponseStarted(): void {
    this.#clock.enter('transfer');
  }

  onResponseStart(controller: Dispatcher.DispatchController, statusCode: number): void {
    this.#collector.head(statusCode, rawHeadersOf(controller));
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.#collector.data(chunk)) controller.pause();
  }

  onResponseEnd(): void {
    skipTraces();
    this.#collector.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#collector.fail(error);
  }

  resume(): void {
    this.#controller?.resume();
  }
}

/** undici hands out the header lines as sent, which its types leave open. */
const rawHeadersOf = (controller: Dispatcher.DispatchController): RawHeaders =>
  (controller.rawHeaders ?? []) as RawHeaders;
