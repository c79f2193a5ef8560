/** Pieces are copied together into blocks of this size, so that a tiny one does not keep a whole read buffer. */
const BLOCK_BYTES = 16_384;

/** Pieces that are free; further ones must bring `MIN_PIECE_BYTES` on the average. */
const FREE_PIECES = 20_000;
const MIN_PIECE_BYTES = 16;

/**
 * Collects the bytes of an answer that comes in pieces: no more than it was made for, in memory of its own, and with
 * work that is linear in their number.
 */
export class BoundedBytes {
  readonly #maxBytes: number;
  readonly #blocks: Buffer[] = [];
  #block = Buffer.alloc(0);
  #used = 0;
  #size = 0;
  #pieces = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * Takes a piece, or as much of it as there is room for. False when nothing more should be read: it was too much, or
   * comes in pieces that are too tiny.
   */
  add(piece: Uint8Array): boolean {
    const kept = piece.subarray(0, this.#maxBytes - this.#size);
    this.#size += kept.length;
    this.#pieces++;
    if (kept.length > this.#block.length - this.#used) this.#nextBlock(kept.length);
    this.#block.set(kept, this.#used);
    this.#used += kept.length;
    const isTooFine = this.#pieces > FREE_PIECES && this.#size < this.#pieces * MIN_PIECE_BYTES;
    return kept.length === piece.length && !isTooFine;
  }

  toBuffer(): Buffer {
    return Buffer.concat([...this.#blocks, this.#block.subarray(0, this.#used)]);
  }

  #nextBlock(wanted: number): void {
    this.#blocks.push(this.#block.subarray(0, this.#used));
    this.#block = Buffer.alloc(Math.max(BLOCK_BYTES, wanted));
    this.#used = 0;
  }
}
