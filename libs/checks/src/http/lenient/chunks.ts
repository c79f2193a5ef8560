import { HeadError } from './head.ts';

const SIZE = /^[ \t]*([0-9a-f]{1,8})[ \t]*(?:;.*)?\r*$/i;
/** Longest line of a size with its extension, and of all trailers. */
const MAX_LINE = 16_384;
const MAX_TRAILERS = 262_144;
const LINE_FEED = 10;

/** Takes a body out of its chunks; blanks around a size and line feeds alone are taken as browsers do. */
export class Dechunker {
  readonly #onData: (data: Buffer) => void;
  #state: 'size' | 'data' | 'after-data' | 'trailers' | 'end' = 'size';
  #left = 0;
  #line: Buffer[] = [];
  #lineBytes = 0;
  #trailerBytes = 0;

  constructor(onData: (data: Buffer) => void) {
    this.#onData = onData;
  }

  get isEnded(): boolean {
    return this.#state === 'end';
  }

  /** Takes bytes as they came. Throws a `HeadError` for what are no chunks. */
  write(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length && this.#state !== 'end') {
      at = this.#state === 'data' ? this.#takeData(bytes, at) : this.#takeLine(bytes, at);
    }
  }

  #takeData(bytes: Buffer, at: number): number {
    const end = Math.min(bytes.length, at + this.#left);
    this.#left -= end - at;
    if (this.#left === 0) this.#state = 'after-data';
    this.#onData(bytes.subarray(at, end));
    return end;
  }

  #takeLine(bytes: Buffer, at: number): number {
    const feed = bytes.indexOf(LINE_FEED, at);
    const end = feed === -1 ? bytes.length : feed;
    this.#lineBytes += end - at;
    if (this.#state === 'trailers') this.#trailerBytes += end - at + 1;
    if (this.#lineBytes > MAX_LINE || this.#trailerBytes > MAX_TRAILERS) {
      throw new HeadError('long-chunk-line');
    }
    this.#line.push(Buffer.from(bytes.subarray(at, end)));
    if (feed === -1) return end;
    const line = Buffer.concat(this.#line).toString('latin1');
    this.#line = [];
    this.#lineBytes = 0;
    this.#endLine(line);
    return feed + 1;
  }

  #endLine(line: string): void {
    if (this.#state === 'size') this.#beginChunk(line);
    else if (line === '' || line === '\r')
      this.#state = this.#state === 'trailers' ? 'end' : 'size';
    else if (this.#state === 'after-data') {
      throw new HeadError('long-chunk');
    }
  }

  #beginChunk(line: string): void {
    const size = SIZE.exec(line)?.[1];
    if (size === undefined) throw new HeadError('bad-chunk-size');
    this.#left = Number.parseInt(size, 16);
    this.#state = this.#left === 0 ? 'trailers' : 'data';
  }
}
