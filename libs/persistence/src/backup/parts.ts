import { BackupError } from '@app/domain/backups';
import { createCipheriv, createDecipheriv } from 'node:crypto';

/*
 * What is encrypted is cut into parts of 1 MiB, each sealed with AES-256-GCM under its number and whether it is the last
 * one, as in the STREAM construction (https://eprint.iacr.org/2015/189): parts cannot be changed, moved, left out or added.
 * The mark at the end protects nothing; it only tells a file that was cut off from one that was damaged.
 */
const PART_BYTES = 1_048_576;
const TAG_BYTES = 16;
const SEALED_BYTES = PART_BYTES + TAG_BYTES;
const NONCE_BYTES = 12;
const END_MARK = Buffer.from('\nend of backup\n');
/** Parts around a wrong one that are tried, to say what is wrong with it. */
const TRIED_PARTS = 64;

/** Where a part belongs; parts are counted from 0. */
interface Place {
  number: number;
  isLast: boolean;
}

/** Seals content part by part. Holds a part or two in memory at a time. */
export async function* sealParts(
  content: AsyncIterable<Uint8Array>,
  key: Buffer,
): AsyncGenerator<Buffer> {
  const waiting = new Waiting();
  let number = 0;
  for await (const bytes of content) {
    waiting.add(bytes);
    // More than a part: the last one is never empty unless all is.
    while (waiting.size > PART_BYTES) {
      yield seal(waiting.take(PART_BYTES), key, { number, isLast: false });
      number += 1;
    }
  }
  yield seal(waiting.take(waiting.size), key, { number, isLast: true });
  yield END_MARK;
}

/** Opens what `sealParts` made. Throws a BackupError at the first part that is not what it was. */
export async function* openParts(
  sealed: AsyncIterable<Uint8Array>,
  key: Buffer,
): AsyncGenerator<Buffer> {
  const waiting = new Waiting();
  let number = 0;
  for await (const bytes of sealed) {
    waiting.add(bytes);
    while (waiting.size > SEALED_BYTES + END_MARK.length) {
      yield openPart(waiting.take(SEALED_BYTES), key, { number, isLast: false });
      number += 1;
    }
  }
  const rest = waiting.take(waiting.size);
  if (!rest.subarray(-END_MARK.length).equals(END_MARK)) {
    throw new BackupError({ is: 'cut-off', parts: number });
  }
  yield openPart(rest.subarray(0, -END_MARK.length), key, { number, isLast: true });
}

function openPart(part: Buffer, key: Buffer, place: Place): Buffer {
  const content = open(part, key, place);
  if (content) return content;
  const { number, isLast } = place;
  // A whole part where the last one belongs: those that followed it are gone.
  if (isLast && open(part, key, { number, isLast: false })) {
    throw new BackupError({ is: 'cut-off', parts: number + 1 });
  }
  for (let other = Math.max(0, number - TRIED_PARTS); other <= number + TRIED_PARTS; other++) {
    if (open(part, key, { number: other, isLast }) && other !== number) {
      throw new BackupError({ is: 'disordered', part: number + 1, found: other + 1 });
    }
  }
  throw new BackupError({ is: 'damaged', part: number + 1 });
}

function seal(content: Buffer, key: Buffer, place: Place): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place)).setAAD(labelOf(place));
  return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

function open(part: Buffer, key: Buffer, place: Place): Buffer | null {
  if (part.length < TAG_BYTES) return null;
  const options = { authTagLength: TAG_BYTES };
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place), options)
    .setAAD(labelOf(place))
    .setAuthTag(part.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(part.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    // The tag does not fit.
    return null;
  }
}

/** The key is of this file alone, so that a number is enough. */
function nonceOf({ number, isLast }: Place): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUIntBE(number, 5, 6);
  nonce.writeUInt8(isLast ? 1 : 0, NONCE_BYTES - 1);
  return nonce;
}

const labelOf = ({ number, isLast }: Place): Buffer =>
  Buffer.from(`part ${number}${isLast ? ', the last one' : ''}`);

/** Bytes that were read and not used yet. */
class Waiting {
  #pieces: Uint8Array[] = [];
  size = 0;

  add(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.size += piece.length;
  }

  take(count: number): Buffer {
    const all = Buffer.concat(this.#pieces);
    const rest = all.subarray(count);
    this.#pieces = rest.length > 0 ? [rest] : [];
    this.size = rest.length;
    return all.subarray(0, count);
  }
}
