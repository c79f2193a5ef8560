import type { Dispatcher } from 'undici';
import { MAX_BODY_BYTES, pickHeaders, type Answer } from './answer.ts';
import { IncompleteBodyError, isEarlyEnd } from './failure/incomplete-body-error.ts';
import type { PhaseClock } from './phase-clock.ts';
import { isRedirect } from './redirect.ts';
import { skipTraces } from './skip-traces.ts';

type Head = Omit<Answer, 'body' | 'bodyEnd'>;

export interface AnswerHandlerOptions {
  readonly clock: PhaseClock;
  /** Keep the bytes of the body; otherwise they are only counted. */
  readonly keepBody: boolean;
  /** Stop at the head of a redirect. */
  readonly followsRedirects: boolean;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** Collects one response from undici, as much of it as is needed. The first verdict counts. */
export class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #options: AnswerHandlerOptions;
  readonly #chunks: Buffer[] = [];
  #received = 0;
  #head: Head | null = null;

  constructor(options: AnswerHandlerOptions) {
    this.#options = options;
  }

  onRequestStart(): void {
    // Required by undici.
  }

  onResponseStarted(): void {
    this.#options.clock.enter('transfer');
  }

  onResponseStart(controller: Dispatcher.DispatchController, statusCode: number): void {
    const { clock, followsRedirects } = this.#options;
    if (statusCode < 200) {
      clock.enter('first-byte');
      return;
    }
    this.#head = { statusCode, ...pickHeaders(rawHeadersOf(controller)) };
    if (followsRedirects && isRedirect(statusCode)) this.#finish(this.#head, 'capped');
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.#head) return;
    const room = MAX_BODY_BYTES - this.#received;
    this.#received += chunk.length;
    if (this.#options.keepBody) this.#chunks.push(chunk.subarray(0, room));
    if (chunk.length > room) this.#finish(this.#head, 'capped');
  }

  onResponseEnd(): void {
    skipTraces();
    if (this.#head) this.#finish(this.#head, 'complete');
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const wasReset = 'code' in error && error.code === 'ECONNRESET';
    if (this.#head && wasReset) this.#finish(this.#head, 'broken');
    else if (this.#head && isEarlyEnd(error)) this.#options.reject(new IncompleteBodyError(error));
    else this.#options.reject(error);
  }

  #finish(head: Head, bodyEnd: Answer['bodyEnd']): void {
    this.#options.resolve({ ...head, body: Buffer.concat(this.#chunks), bodyEnd });
  }
}

/** undici hands out the header lines as sent, which its types leave open. */
const rawHeadersOf = (controller: Dispatcher.DispatchController): readonly (Buffer | string)[] =>
  (controller.rawHeaders ?? []) as readonly (Buffer | string)[];
