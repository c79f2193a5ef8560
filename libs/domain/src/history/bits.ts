/** Writes numbers of few bits one after the other. */
export class BitWriter {
  #bytes = new Uint8Array(128);
  #length = 0;
  /** Bits that make no whole byte yet. */
  #held = 0;
  #count = 0;

  /** Writes the lowest bits of a number, at most 24 of them. */
  bits(value: number, width: number): void {
    this.#held = (this.#held << width) | value;
    this.#count += width;
    while (this.#count >= 8) {
      this.#count -= 8;
      this.#byte((this.#held >>> this.#count) & 0xff);
    }
    this.#held &= (1 << this.#count) - 1;
  }

  /** Writes a whole number from 0 on: seven bits of it in each byte. */
  varint(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.bits(0x80 | (rest % 128), 8);
      rest = Math.floor(rest / 128);
    }
    this.bits(rest, 8);
  }

  /** Writes a whole number of either sign. */
  signed(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  text(value: string): void {
    const bytes = new TextEncoder().encode(value);
    this.varint(bytes.length);
    for (const byte of bytes) this.bits(byte, 8);
  }

  /** What was written, filled up with zeros to whole bytes. */
  finish(): Uint8Array {
    if (this.#count > 0) this.bits(0, 8 - this.#count);
    return this.#bytes.slice(0, this.#length);
  }

  #byte(value: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = value;
  }
}

const CUT_OFF = 'The stored checks are cut off.';

/** Reads what a {@link BitWriter} wrote. Throws a RangeError at the end. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #next = 0;
  #held = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Reads a number of at most 24 bits. */
  bits(width: number): number {
    while (this.#count < width) {
      const byte = this.#bytes[this.#next++];
      if (byte === undefined) throw new RangeError(CUT_OFF);
      this.#held = (this.#held << 8) | byte;
      this.#count += 8;
    }
    this.#count -= width;
    const value = this.#held >>> this.#count;
    this.#held &= (1 << this.#count) - 1;
    return value;
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bits(8);
      value += (byte & 0x7f) * scale;
      if (byte < 128) return value;
    }
  }

  signed(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  text(): string {
    const length = this.varint();
    if (length > this.#bytes.length) throw new RangeError(CUT_OFF);
    const bytes = Uint8Array.from({ length }, () => this.bits(8));
    return new TextDecoder().decode(bytes);
  }
}
