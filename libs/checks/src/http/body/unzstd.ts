import { Transform, type TransformCallback } from 'node:stream';
import { constants, createZstdDecompress, type ZstdDecompress } from 'node:zlib';

/** Larger windows than these 8 MiB are not for content codings (RFC 9659). */
const WINDOW_LOG = 23;
/** Frames that end within a piece of input cost an engine each; a page of 8 MiB in pieces of 8 KiB has as many. */
const MAX_FRAMES = 1_000;

/**
 * Unpacks zstd as browsers do: several frames are one text, as of servers that compress piece by piece. Node's own
 * stream ends behind the first one.
 */
export class PatientUnzstd extends Transform {
  #engine = this.#open();
  #frames = 1;
  #isOver = false;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#take(chunk, done);
  }

  override _flush(done: TransformCallback): void {
    if (this.#isOver) {
      done();
      return;
    }
    this.#engine.once('end', () => {
      done();
    });
    this.#engine.end();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#engine.destroy();
    done(error);
  }

  #open(): ZstdDecompress {
    const engine = createZstdDecompress({
      params: { [constants.ZSTD_d_windowLogMax]: WINDOW_LOG },
    });
    engine.on('data', (data: Buffer) => this.push(data));
    engine.on('error', (error) => this.destroy(error));
    return engine;
  }

  #take(chunk: Buffer, done: TransformCallback): void {
    if (chunk.length === 0 || this.#isOver) {
      done();
      return;
    }
    const engine = this.#engine;
    const before = engine.bytesWritten;
    // The engine ends by itself where a frame does and more follows, instead of calling back.
    const onEnd = (): void => {
      const rest = chunk.subarray(engine.bytesWritten - before);
      this.#isOver = this.#frames++ >= MAX_FRAMES;
      if (!this.#isOver) this.#engine = this.#open();
      this.#take(rest, done);
    };
    engine.once('end', onEnd);
    engine.write(chunk, (error) => {
      if (error || this.#engine !== engine) return;
      engine.off('end', onEnd);
      done();
    });
  }
}
