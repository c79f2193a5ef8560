import {
  headTooFine,
  headTooLarge,
  MAX_HEAD_BYTES,
  MAX_HEAD_READS,
  MAX_HEAD_WIRE_BYTES,
} from '../budget.ts';
import type { Collector } from '../collector.ts';
import { isHttp2Start } from '../http2-start.ts';
import { Dechunker } from './chunks.ts';
import { framingOf, HeadError, judgeStart, readHead, type Framing } from './head.ts';

/** The connection ended before the answer did. */
export const closedEarly = (): Error => Object.assign(new Error('closed'), { code: 'ECONNRESET' });

const LINE_FEED = 10;
const RETURN = 13;

/** Where a head ends: behind the first empty line, whatever ends its lines. -1 when it goes on. */
function endOfHead(bytes: Buffer, from: number): number {
  for (
    let feed = bytes.indexOf(LINE_FEED, from);
    feed !== -1;
    feed = bytes.indexOf(LINE_FEED, feed + 1)
  ) {
    let at = feed + 1;
    while (bytes[at] === RETURN) at++;
    if (bytes[at] === LINE_FEED) return at + 1;
  }
  return -1;
}

/** Empty lines before the status line are passed over (RFC 9112 2.2). */
function withoutEmptyLines(bytes: Buffer): Buffer {
  let at = 0;
  while (bytes[at] === RETURN || bytes[at] === LINE_FEED) at++;
  return bytes.subarray(at);
}

/** Longest end of a line that is looked at again when more comes. */
const LOOK_BACK = 4;

/** Reads one response from the bytes of a connection. Throws a `HeadError` for what browsers do not show either. */
export class LenientReader {
  readonly #collector: Collector;
  readonly #method: string;
  #head: Buffer = Buffer.alloc(0);
  #headBytes = 0;
  #reads = 0;
  #framing: Framing | null = null;
  #dechunker: Dechunker | null = null;
  #left = 0;
  #mayGoOn = true;

  constructor(collector: Collector, method: string) {
    this.#collector = collector;
    this.#method = method;
  }

  /** True when only the end of the connection ends the body. */
  get endsByClose(): boolean {
    return this.#framing === 'until-close';
  }

  /** False when the source should wait. */
  write(bytes: Buffer): boolean {
    this.#mayGoOn = true;
    const rest = this.#framing === null ? this.#takeHead(bytes) : bytes;
    if (rest.length > 0) this.#takeBody(rest);
    return this.#mayGoOn;
  }

  /** Nothing follows. */
  close(): void {
    if (this.#collector.isDone) return;
    if (this.#framing === 'until-close') this.#collector.end();
    else if (this.#framing !== null || this.#headBytes === 0) this.#collector.fail(closedEarly());
    else {
      readHead(this.#head);
      throw new HeadError('endless-head');
    }
  }

  /** The bytes behind the head. */
  #takeHead(bytes: Buffer): Buffer {
    this.#headBytes += bytes.length;
    if (++this.#reads > MAX_HEAD_READS) throw headTooFine();
    let from = Math.max(0, this.#head.length - LOOK_BACK);
    let all = withoutEmptyLines(Buffer.concat([this.#head, bytes]));
    if (isHttp2Start(all.subarray(0, 9).toString('latin1'))) {
      throw new HeadError('http2');
    }
    for (let end = endOfHead(all, from); end !== -1; end = endOfHead(all, from)) {
      const isFinal = this.#takeWholeHead(all.subarray(0, end));
      all = all.subarray(end);
      if (isFinal) return all;
      all = withoutEmptyLines(all);
      from = 0;
    }
    // Other services greet and wait; what they say is known at once.
    judgeStart(all);
    if (this.#headBytes > MAX_HEAD_WIRE_BYTES) throw headTooLarge();
    this.#head = Buffer.from(all);
    return Buffer.alloc(0);
  }

  #takeWholeHead(bytes: Buffer): boolean {
    if (bytes.length > MAX_HEAD_WIRE_BYTES) throw headTooLarge();
    const head = readHead(bytes);
    if (head.raw.reduce((sum, { length }) => sum + length, 0) > MAX_HEAD_BYTES)
      throw headTooLarge();
    const isFinal = head.statusCode >= 200;
    const framing = isFinal ? framingOf(head, this.#method) : null;
    this.#collector.head(head.statusCode, head.raw);
    if (framing !== null) this.#begin(framing);
    return isFinal;
  }

  #begin(framing: Framing): void {
    this.#framing = framing;
    this.#head = Buffer.alloc(0);
    if (framing === 'chunked') {
      this.#dechunker = new Dechunker((data) => {
        this.#give(data);
      });
    }
    if (typeof framing === 'object') this.#left = framing.length;
    if (framing === 'none' || (typeof framing === 'object' && framing.length === 0)) {
      this.#collector.end();
    }
  }

  #takeBody(bytes: Buffer): void {
    if (this.#collector.isDone) return;
    if (this.#dechunker) {
      this.#dechunker.write(bytes);
      if (this.#dechunker.isEnded) this.#collector.end();
      return;
    }
    const isCounted = typeof this.#framing === 'object';
    const data = isCounted ? bytes.subarray(0, this.#left) : bytes;
    this.#left -= data.length;
    if (data.length > 0) this.#give(data);
    if (isCounted && this.#left === 0) this.#collector.end();
  }

  #give(data: Buffer): void {
    if (!this.#collector.data(data)) this.#mayGoOn = false;
  }
}
