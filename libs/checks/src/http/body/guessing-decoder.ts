import { isUtf8 } from 'node:buffer';

/** How many bytes the character has that begins with this one in UTF-8; 0 for a byte that begins none. */
function lengthBy(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/** Second bytes that are not allowed after some first ones (table 3-7 of the Unicode standard). */
function isSecond(first: number, second: number): boolean {
  if (first === 0xe0) return second >= 0xa0 && second < 0xc0;
  if (first === 0xed) return second >= 0x80 && second < 0xa0;
  if (first === 0xf0) return second >= 0x90 && second < 0xc0;
  if (first === 0xf4) return second >= 0x80 && second < 0x90;
  return second >= 0x80 && second < 0xc0;
}

/** Bytes of the character at a place that are right, and how many it should have. */
function characterAt(bytes: Uint8Array, at: number): { readonly has: number; readonly of: number } {
  const first = bytes[at] ?? 0;
  const of = lengthBy(first);
  let has = of === 0 ? 0 : 1;
  while (has > 0 && has < of && at + has < bytes.length) {
    const next = bytes[at + has] ?? 0;
    if (has === 1 ? !isSecond(first, next) : next < 0x80 || next >= 0xc0) break;
    has++;
  }
  return { has, of };
}

/** Where the last character begins when more bytes may complete it. */
function completeEnd(bytes: Uint8Array): number {
  for (let at = Math.max(0, bytes.length - 3); at < bytes.length; at++) {
    const { has, of } = characterAt(bytes, at);
    if (has < of && at + has === bytes.length) return at;
  }
  return bytes.length;
}

/** The upper half of windows-1252, each character in UTF-8. */
const UPPER_HALF = Array.from({ length: 128 }, (_, index) =>
  Buffer.from(new TextDecoder('windows-1252').decode(Uint8Array.of(128 + index))),
);

/** Characters of UTF-8 as they are, every other byte as windows-1252 has it. */
function mixed(bytes: Uint8Array): string {
  const text = Buffer.allocUnsafe(bytes.length * 3);
  let size = 0;
  for (let at = 0; at < bytes.length;) {
    const { has, of } = characterAt(bytes, at);
    const isWhole = has === of && of > 0;
    const character = isWhole ? bytes.subarray(at, at + of) : UPPER_HALF[(bytes[at] ?? 0) & 127];
    if (of === 1) text[size] = bytes[at] ?? 0;
    else text.set(character ?? [], size);
    size += of === 1 ? 1 : (character?.length ?? 0);
    at += isWhole ? of : 1;
  }
  return text.toString('utf8', 0, size);
}

/**
 * Reads bytes of which nothing says the charset: as UTF-8, and what is none as windows-1252, which browsers in most
 * of the world assume. It need not decide by the start of a page, which may be in ASCII for long.
 */
export class GuessingDecoder {
  #rest: Uint8Array = new Uint8Array();

  decode(bytes: Uint8Array = new Uint8Array(), { stream = false } = {}): string {
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const end = stream ? completeEnd(all) : all.length;
    this.#rest = Uint8Array.from(all.subarray(end));
    const whole = all.subarray(0, end);
    return isUtf8(whole)
      ? Buffer.from(whole.buffer, whole.byteOffset, whole.length).toString('utf8')
      : mixed(whole);
  }
}
