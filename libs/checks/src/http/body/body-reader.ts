import type { Expectation } from '@app/domain';
import { MAX_BODY_BYTES, MAX_TEXT_BYTES } from '../budget.ts';
import { DecodeChain } from './decode-chain.ts';
import { isCompression } from './decoder.ts';
import { BodyTextDecoder } from './text-decoder.ts';
import { TextSearch } from './text-search.ts';

/** What is known of a body so far. */
export interface BodyFindings {
  readonly hasWanted: boolean;
  readonly hasUnwanted: boolean;
  /** It claims to be compressed and cannot be unpacked. */
  readonly isBroken: boolean;
  /** More than is searched has come. */
  readonly isTooLong: boolean;
}

export const NOTHING_EXPECTED: BodyFindings = {
  hasWanted: true,
  hasUnwanted: false,
  isBroken: false,
  isTooLong: false,
};

/** Work on tiny pieces is done for so many bytes at once, or for all that came in one turn of the event loop. */
const BLOCK_BYTES = 16_384;

export interface BodyReaderOptions {
  readonly contentType: string;
  /** Content codings in the order in which they were applied; names of none are passed over. */
  readonly codings: readonly string[];
  readonly expected: Pick<Expectation, 'contains' | 'notContains'>;
  /** No further byte can change the findings. Called once, or not before the end. */
  readonly onDecided: () => void;
  /** All was read, after `end`. */
  readonly onEnd: () => void;
  /** The source may go on after `write` gave false. */
  readonly onDrain: () => void;
}

/** Decodes and searches a body while it arrives; copies what it keeps. */
export class BodyReader {
  readonly #options: BodyReaderOptions;
  readonly #chain: DecodeChain | null;
  readonly #text: BodyTextDecoder | null;
  readonly #search: TextSearch;
  readonly #limit: number;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #isScheduled = false;
  #isDone = false;
  #isBroken = false;
  #isTooLong = false;
  #decoded = 0;

  constructor(options: BodyReaderOptions) {
    const { contains, notContains } = options.expected;
    const hasTexts = contains !== null || notContains !== null;
    const codings = options.codings.filter(isCompression);
    this.#options = options;
    this.#search = new TextSearch(contains, notContains);
    this.#text = hasTexts ? new BodyTextDecoder(options.contentType) : null;
    this.#limit = hasTexts ? MAX_TEXT_BYTES : MAX_BODY_BYTES;
    this.#chain = codings.length === 0 ? null : this.#open(codings);
  }

  get findings(): BodyFindings {
    const { hasWanted, hasUnwanted } = this.#search;
    return { hasWanted, hasUnwanted, isBroken: this.#isBroken, isTooLong: this.#isTooLong };
  }

  /** Takes bytes as they came. False when the source should wait for `onDrain`. */
  write(chunk: Buffer): boolean {
    if (this.#isDone) return true;
    this.#pending.push(chunk);
    this.#pendingBytes += chunk.length;
    if (this.#pendingBytes >= BLOCK_BYTES) return this.#work();
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      setImmediate(() => {
        this.#isScheduled = false;
        this.#work();
      });
    }
    return true;
  }

  /** Nothing follows. */
  end(): void {
    this.#work();
    if (this.#isDone) return;
    if (this.#chain) this.#chain.end();
    else this.#end();
  }

  /** Looks at everything that was decoded so far, also at what usually waits for more. */
  conclude(): void {
    this.#work();
    if (this.#isDone) return;
    if (this.#text) this.#search.push(this.#text.decode());
    this.#search.end();
    this.stop();
  }

  /** Lets go of everything. */
  stop(): void {
    this.#isDone = true;
    this.#pending = [];
    this.#chain?.destroy();
  }

  #work(): boolean {
    if (this.#isDone || this.#pendingBytes === 0) return true;
    const [first] = this.#pending;
    const block = first && this.#pending.length === 1 ? first : Buffer.concat(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    if (this.#chain) return this.#chain.write(block);
    this.#take(block);
    return true;
  }

  #open(codings: readonly string[]): DecodeChain {
    return new DecodeChain(codings, {
      onData: (decoded) => {
        this.#take(decoded);
      },
      onEnd: () => {
        this.#end();
      },
      onBroken: () => {
        this.#isBroken = true;
        this.#decide();
      },
      onTooMuch: () => {
        this.#isTooLong = true;
        this.#decide();
      },
      onDrain: this.#options.onDrain,
    });
  }

  #take(decoded: Buffer): void {
    if (this.#isDone) return;
    const room = this.#limit - this.#decoded;
    this.#decoded += decoded.length;
    if (this.#text) this.#search.push(this.#text.decode(decoded.subarray(0, room)));
    if (decoded.length > room) {
      this.#finishText();
      this.#isTooLong = true;
      this.#decide();
    } else if (this.#text && this.#search.isDecided) {
      this.#decide();
    }
  }

  #finishText(): void {
    if (this.#text) this.#search.push(this.#text.decode());
    this.#search.end();
  }

  #decide(): void {
    if (this.#isDone) return;
    this.stop();
    this.#options.onDecided();
  }

  #end(): void {
    if (this.#isDone) return;
    this.#finishText();
    this.stop();
    this.#options.onEnd();
  }
}
