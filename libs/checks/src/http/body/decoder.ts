import type { Transform } from 'node:stream';
import {
  brotliDecompressSync,
  constants,
  createBrotliDecompress,
  createInflate,
  createInflateRaw,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib';
import { MAX_LAYER_BYTES } from '../budget.ts';
import { PatientGunzip } from './gunzip.ts';
import { PatientUnzstd } from './unzstd.ts';

// Flushing instead of finishing: browsers show what a stream holds that ends early.
const PATIENT = { finishFlush: constants.Z_SYNC_FLUSH };

interface Coding {
  readonly create: () => Transform;
  /** Throws for an input that is not complete. */
  readonly check: (input: Buffer) => unknown;
}

const GZIP: Coding = { create: () => new PatientGunzip(), check: (input) => gunzipSync(input) };
const ZLIB: Coding = { create: () => createInflate(PATIENT), check: (input) => inflateSync(input) };
const RAW_DEFLATE: Coding = {
  create: () => createInflateRaw(PATIENT),
  check: (input) => inflateRawSync(input),
};
const BROTLI: Coding = {
  create: () => createBrotliDecompress(),
  check: (input) => brotliDecompressSync(input),
};
const ZSTD: Coding = {
  create: () => new PatientUnzstd(),
  check: (input) => zstdDecompressSync(input),
};

const NAMES = new Set(['gzip', 'x-gzip', 'deflate', 'br', 'zstd']);

/** True for a coding that changes the bytes; what else stands in the header is none, and is read as it came. */
export const isCompression = (coding: string): boolean => NAMES.has(coding);

/** True for the two bytes that begin a zlib stream (RFC 1950 2.2), or the first where the other has not come yet. */
const isZlibHeader = ([cmf = 0, flags]: Buffer): boolean =>
  (cmf & 15) === 8 && (flags === undefined || (cmf * 256 + flags) % 31 === 0);

function codingOf(name: string, start: Buffer): Coding {
  switch (name) {
    case 'br':
      return BROTLI;
    case 'zstd':
      return ZSTD;
    case 'deflate':
      // Some servers send the bare stream.
      return isZlibHeader(start) ? ZLIB : RAW_DEFLATE;
    default:
      return GZIP;
  }
}

/** Input that brought nothing is kept up to this size, to see at the end whether it was complete. */
const MAX_DOUBTFUL_BYTES = 4_096;

export interface DecoderEvents {
  readonly onData: (decoded: Buffer) => void;
  readonly onEnd: () => void;
  /** The input is not what its name says. */
  readonly onBroken: () => void;
  /** The input unpacks to more than a layer may hold. */
  readonly onTooMuch: () => void;
  /** There is room again after `write` gave false. */
  readonly onDrain: () => void;
}

/** Undoes one content coding of a stream, off the event loop and no further than `MAX_LAYER_BYTES`. */
export class Decoder {
  readonly #name: string;
  readonly #events: DecoderEvents;
  #stream: Transform | null = null;
  #coding: Coding | null = null;
  #doubtful: Buffer[] = [];
  #taken = 0;
  #given = 0;

  constructor(name: string, events: DecoderEvents) {
    this.#name = name;
    this.#events = events;
  }

  /** False when the source should wait for `onDrain`. */
  write(chunk: Buffer): boolean {
    const stream = (this.#stream ??= this.#open(chunk));
    if (this.#given === 0 && this.#taken <= MAX_DOUBTFUL_BYTES)
      this.#doubtful.push(Buffer.from(chunk));
    this.#taken += chunk.length;
    return stream.write(chunk);
  }

  /** Nothing at all is no claim that could be wrong: HEAD, 204 and empty pages may name a coding. */
  end(): void {
    if (this.#stream) this.#stream.end();
    else this.#events.onEnd();
  }

  pause(): void {
    this.#stream?.pause();
  }

  resume(): void {
    this.#stream?.resume();
  }

  destroy(): void {
    this.#stream?.removeAllListeners('data');
    this.#stream?.destroy();
  }

  #open(start: Buffer): Transform {
    const { onData, onBroken, onTooMuch, onDrain } = this.#events;
    this.#coding = codingOf(this.#name, start);
    const stream = this.#coding.create();
    stream.on('data', (decoded: Buffer) => {
      this.#given += decoded.length;
      this.#doubtful = [];
      onData(decoded);
      if (this.#given > MAX_LAYER_BYTES) onTooMuch();
    });
    stream.on('end', () => {
      this.#finish();
    });
    stream.on('error', onBroken);
    stream.on('drain', onDrain);
    return stream;
  }

  #finish(): void {
    if (this.#given > 0 || this.#isWhole()) this.#events.onEnd();
    else this.#events.onBroken();
  }

  /** A stream of nothing is complete and empty; the start of a page may look like the start of a stream. */
  #isWhole(): boolean {
    if (this.#taken > MAX_DOUBTFUL_BYTES) return false;
    try {
      this.#coding?.check(Buffer.concat(this.#doubtful));
      return true;
    } catch {
      return false;
    }
  }
}
