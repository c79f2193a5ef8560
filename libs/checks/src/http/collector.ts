import type { Expectation } from '@app/domain';
import { pickHead, type Answer, type AnswerHead, type BodyEnd, type RawHeaders } from './answer.ts';
import { BodyReader, NOTHING_EXPECTED } from './body/body-reader.ts';
import { isCompression } from './body/decoder.ts';
import {
  FREE_PIECES,
  headTooFine,
  MAX_BODY_BYTES,
  MAX_CODINGS,
  MAX_INTERIMS,
  MIN_PIECE_BYTES,
} from './budget.ts';
import { flowingMs, isEndless, LISTENING_MS } from './endless.ts';
import { IncompleteBodyError, isEarlyEnd } from './body/incomplete-body-error.ts';
import type { PhaseClock } from './phase-clock.ts';
import { isRedirect } from './redirect.ts';
import { statusMatches } from './status-code.ts';

export interface CollectorOptions {
  readonly clock: PhaseClock;
  readonly expected: Expectation;
  /** Stop at the head of a redirect. */
  readonly followsRedirects: boolean;
  readonly timeoutMs: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  /** Ends the connection; nothing more is read from it. */
  readonly stop: () => void;
  /** Lets the connection go on after `data` gave false. */
  readonly resume: () => void;
}

/**
 * Collects one response, as much of it as is needed, whatever carries it. The first verdict counts, and what cannot
 * change it is not read.
 */
export class Collector {
  readonly #options: CollectorOptions;
  #head: AnswerHead | null = null;
  #reader: BodyReader | null = null;
  /** What the reader found before it was let go. */
  #settled = NOTHING_EXPECTED;
  #listening: NodeJS.Timeout | null = null;
  #isEndless = false;
  #isDone = false;
  /** The body has come; what is left of it is being read. */
  #hasEnded = false;
  #interims = 0;
  #received = 0;
  #pieces = 0;
  #lastPieceAt = 0;

  constructor(options: CollectorOptions) {
    this.#options = options;
  }

  get hasHead(): boolean {
    return this.#head !== null;
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  /** Takes a head; interim ones pass. */
  head(statusCode: number, raw: RawHeaders, httpVersion?: '2'): void {
    const { clock, expected, followsRedirects } = this.#options;
    if (statusCode < 200) {
      clock.enter('first-byte');
      if (++this.#interims > MAX_INTERIMS) this.#reject(headTooFine());
      return;
    }
    const picked = pickHead(statusCode, raw);
    const head = httpVersion ? { ...picked, httpVersion } : picked;
    this.#head = head;
    const { contentEncoding } = head;
    const isDecided =
      (followsRedirects && isRedirect(statusCode)) ||
      !statusMatches(expected.status, statusCode) ||
      (contentEncoding.length > MAX_CODINGS &&
        contentEncoding.filter(isCompression).length > MAX_CODINGS);
    if (isDecided) this.#finish('enough');
    else this.#begin(head);
  }

  /** Takes bytes of the body. False when the source should wait for `resume`. */
  data(chunk: Buffer): boolean {
    if (!this.#head || this.#isDone || this.#hasEnded) return true;
    this.#received += chunk.length;
    this.#pieces++;
    if (this.#head.contentLength === null) this.#lastPieceAt = performance.now();
    if (this.#pieces > FREE_PIECES && this.#received < this.#pieces * MIN_PIECE_BYTES) {
      this.#finish('too-fine');
      return true;
    }
    if (this.#reader) return this.#reader.write(chunk);
    if (this.#received > MAX_BODY_BYTES || this.#isEndless) this.#finish('enough');
    return true;
  }

  /** The body is complete. */
  end(): void {
    this.#options.clock.stop();
    if (this.#isDone || this.#hasEnded) return;
    this.#hasEnded = true;
    if (this.#reader) this.#reader.end();
    else this.#finish('complete');
  }

  /** The connection broke, or the answer is none. */
  fail(error: Error): void {
    if (this.#isDone || this.#hasEnded) return;
    const wasReset = 'code' in error && error.code === 'ECONNRESET';
    const isCut = this.#head !== null && (wasReset || isEarlyEnd(error));
    // undici counts a blank after the length as a digit of it.
    if (isCut && this.#received === this.#head?.contentLength) this.end();
    else this.#reject(isCut ? new IncompleteBodyError(error) : error);
  }

  /** More has come on the wire than is read of any answer. */
  overBudget(): void {
    this.#finish('too-long');
  }

  /** The deadline is here: ends an answer that announced no end and has brought what is expected; false for others. */
  deadline(): boolean {
    if (this.#isDone) return true;
    if (this.#hasEnded || this.#head?.contentLength !== null) return false;
    const silentMs = performance.now() - this.#lastPieceAt;
    const goesOn = this.#received > 0 && silentMs < flowingMs(this.#options.timeoutMs);
    if (!this.#isEndless && !goesOn) return false;
    this.#reader?.conclude();
    if (this.#reader?.findings.hasWanted === false) return false;
    this.#finish('endless');
    return true;
  }

  /** Lets go of everything. */
  dispose(): void {
    this.#isDone = true;
    if (this.#listening) clearTimeout(this.#listening);
    this.#reader?.stop();
  }

  #begin(head: AnswerHead): void {
    const { expected, clock, resume } = this.#options;
    const { contains, notContains } = expected;
    this.#isEndless = isEndless(head);
    if (contains !== null || notContains !== null || head.contentEncoding.some(isCompression)) {
      this.#reader = new BodyReader({
        contentType: head.contentType,
        codings: head.contentEncoding,
        expected,
        onDecided: () => {
          this.#onDecided();
        },
        onEnd: () => {
          this.#finish('complete');
        },
        onDrain: resume,
      });
    }
    if (!this.#isEndless) return;
    // What people wait for is the beginning.
    clock.stop();
    this.#listening = setTimeout(() => {
      this.#stopListening();
    }, LISTENING_MS);
  }

  /** An endless answer without a text that has still to come has been listened to for long enough. */
  #stopListening(): void {
    if (this.#options.expected.contains === null) {
      this.#reader?.conclude();
      this.#finish('endless');
    }
  }

  #onDecided(): void {
    const findings = this.#reader?.findings ?? NOTHING_EXPECTED;
    const isFine =
      findings.hasWanted && !findings.hasUnwanted && !findings.isBroken && !findings.isTooLong;
    if (!isFine || this.#isEndless || this.#received > MAX_BODY_BYTES) {
      this.#finish(findings.isTooLong ? 'too-long' : 'enough');
      return;
    }
    // The text has come; whether the page is complete is still to be seen.
    this.#settled = findings;
    this.#reader = null;
    if (this.#hasEnded) this.#finish('complete');
    else this.#options.resume();
  }

  #reject(error: Error): void {
    this.dispose();
    this.#options.reject(error);
  }

  #finish(bodyEnd: BodyEnd): void {
    if (this.#isDone || !this.#head) return;
    const body = this.#reader?.findings ?? this.#settled;
    this.dispose();
    this.#options.clock.stop();
    if (bodyEnd !== 'complete') this.#options.stop();
    this.#options.resolve({ ...this.#head, body, bodyEnd });
  }
}
