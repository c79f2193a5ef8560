import { Transform, type TransformCallback } from 'node:stream';
import { constants, createInflateRaw, type InflateRaw } from 'node:zlib';

const FIXED_HEADER = 10;
const FOOTER = 8;
/** Names and comments in a header are short; what is longer is no header. */
const MAX_HEADER = 65_536;
/** Each member costs an engine; honest streams have one. */
const MAX_MEMBERS = 1_000;

const HAS_CRC = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;

/** Where the header of a member ends (RFC 1952 2.3); -1 when it goes on, null when it is none. */
function endOfHeader(bytes: Buffer): number | null {
  const isNone =
    (bytes[0] ?? 0x1f) !== 0x1f || (bytes[1] ?? 0x8b) !== 0x8b || (bytes[2] ?? 8) !== 8;
  if (isNone || bytes.length > MAX_HEADER) return null;
  const flags = bytes[3] ?? 0;
  let end = FIXED_HEADER;
  if (flags & HAS_EXTRA) {
    if (bytes.length < end + 2) return -1;
    end += 2 + bytes.readUInt16LE(end);
  }
  for (const text of [HAS_NAME, HAS_COMMENT]) {
    if (!(flags & text)) continue;
    const zero = bytes.indexOf(0, end);
    if (zero === -1) return -1;
    end = zero + 1;
  }
  if (flags & HAS_CRC) end += 2;
  return bytes.length < end ? -1 : end;
}

/**
 * Unpacks gzip as browsers do: several members are one text, what follows them is passed over, and a member that ends
 * early gives what it holds. Node's own stream refuses the second and loses what came with it.
 */
export class PatientGunzip extends Transform {
  #state: 'header' | 'body' | 'footer' | 'over' = 'header';
  #header = Buffer.alloc(0);
  #footerLeft = 0;
  #members = 0;
  #engine: InflateRaw | null = null;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#take(chunk, done);
  }

  override _flush(done: TransformCallback): void {
    if (this.#state === 'header' && this.#members === 0) {
      done(new Error('The header of a gzip stream is incomplete.'));
    } else if (this.#engine) {
      this.#engine.once('end', () => {
        done();
      });
      this.#engine.end();
    } else {
      done();
    }
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#engine?.destroy();
    done(error);
  }

  #take(chunk: Buffer, done: TransformCallback): void {
    if (chunk.length === 0 || this.#state === 'over') done();
    else if (this.#state === 'header') this.#takeHeader(chunk, done);
    else if (this.#state === 'body') this.#takeBody(chunk, done);
    else this.#takeFooter(chunk, done);
  }

  #takeHeader(chunk: Buffer, done: TransformCallback): void {
    this.#header = Buffer.concat([this.#header, chunk]);
    const end = endOfHeader(this.#header);
    if (end === null) {
      this.#state = 'over';
      done(this.#members === 0 ? new Error('This is no gzip stream.') : null);
      return;
    }
    if (end === -1) {
      done();
      return;
    }
    const rest = this.#header.subarray(end);
    this.#header = Buffer.alloc(0);
    this.#state = 'body';
    this.#engine = this.#open();
    this.#take(rest, done);
  }

  #open(): InflateRaw {
    const engine = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH });
    engine.on('data', (data: Buffer) => this.push(data));
    engine.on('error', (error) => this.destroy(error));
    return engine;
  }

  #takeBody(chunk: Buffer, done: TransformCallback): void {
    const engine = this.#engine;
    if (!engine) {
      done();
      return;
    }
    const before = engine.bytesWritten;
    // The engine ends by itself where the member does, before or instead of calling back.
    const onEnd = (): void => {
      this.#members++;
      this.#engine = null;
      this.#state = 'footer';
      this.#footerLeft = FOOTER;
      this.#take(chunk.subarray(engine.bytesWritten - before), done);
    };
    engine.once('end', onEnd);
    engine.write(chunk, (error) => {
      if (error || this.#engine !== engine) return;
      engine.off('end', onEnd);
      done();
    });
  }

  #takeFooter(chunk: Buffer, done: TransformCallback): void {
    const rest = chunk.subarray(this.#footerLeft);
    this.#footerLeft -= Math.min(this.#footerLeft, chunk.length);
    if (this.#footerLeft === 0) this.#state = this.#members < MAX_MEMBERS ? 'header' : 'over';
    this.#take(rest, done);
  }
}
