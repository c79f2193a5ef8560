import { BackupError, type BackupFault } from '@app/domain/backups';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fileKey, headerLine, readHeader } from './header.ts';
import { openParts, sealParts } from './parts.ts';

const KEY = randomBytes(32);
const PART = 1_048_576;
const SEALED = PART + 16;
const END = 15;

async function* of(...pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
const sealed = async (content: Buffer, key = KEY): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(sealParts(of(content), key)));
const opened = async (bytes: Uint8Array, key = KEY): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(openParts(of(bytes), key)));
async function faultOf(work: Promise<unknown>): Promise<BackupFault | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof BackupError) return error.fault;
    throw error;
  }
}

describe('what is sealed part by part', () => {
  it.each([0, 1, PART - 1, PART, PART + 1, 3 * PART, 3 * PART + 5])(
    'comes back, %i bytes of it',
    async (size) => {
      const content = randomBytes(size);
      expect((await opened(await sealed(content))).equals(content)).toBe(true);
    },
  );

  it('comes back however it is cut into pieces, and shows nothing of itself', async () => {
    const content = Buffer.from('a secret that repeats itself. '.repeat(100_000));
    const pieces: Buffer[] = [];
    for (let at = 0; at < content.length; at += 99_991)
      pieces.push(content.subarray(at, at + 99_991));
    const bytes = Buffer.concat(await Array.fromAsync(sealParts(of(...pieces), KEY)));
    expect(bytes.includes('secret')).toBe(false);
    const read: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += 77_773) read.push(bytes.subarray(at, at + 77_773));
    const back = Buffer.concat(await Array.fromAsync(openParts(of(...read), KEY)));
    expect(back.equals(content)).toBe(true);
  });

  it('is refused at every bit that was changed', async () => {
    const bytes = await sealed(randomBytes(PART + 1_000));
    for (let i = 0; i < 24; i++) {
      const at = Math.floor((i / 24) * (bytes.length - END));
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << (i % 8);
      expect(await faultOf(opened(changed))).toEqual({
        is: 'damaged',
        part: at < SEALED ? 1 : 2,
      });
    }
  });

  it('is refused wherever it was cut off', async () => {
    const bytes = await sealed(randomBytes(2 * PART + 1_000));
    const ends = [0, 1, 20, PART, SEALED, SEALED + END, 2 * SEALED, bytes.length - END];
    for (const end of [...ends, bytes.length - 1]) {
      const fault = await faultOf(opened(bytes.subarray(0, end)));
      expect(fault, `${end}`).toMatchObject({ is: 'cut-off' });
    }
    // With a forged mark at its end, too.
    const forged = Buffer.concat([bytes.subarray(0, 2 * SEALED), bytes.subarray(-END)]);
    expect(await faultOf(opened(forged))).toEqual({ is: 'cut-off', parts: 2 });
  });

  it('is refused when parts were moved, doubled, left out or added', async () => {
    const bytes = await sealed(randomBytes(4 * PART + 1_000));
    const part = (number: number): Buffer => bytes.subarray(number * SEALED, (number + 1) * SEALED);
    const last = bytes.subarray(4 * SEALED);
    const build = (...parts: Buffer[]) => faultOf(opened(Buffer.concat(parts)));
    expect(await build(part(0), part(2), part(1), part(3), last)).toEqual({
      ...{ is: 'disordered', part: 2, found: 3 },
    });
    expect(await build(part(0), part(2), part(3), last)).toMatchObject({ is: 'disordered' });
    expect(await build(part(0), part(1), part(1), part(2), part(3), last)).toEqual({
      ...{ is: 'disordered', part: 3, found: 2 },
    });
    const other = await sealed(randomBytes(2 * PART), randomBytes(32));
    const foreign = other.subarray(0, SEALED);
    expect(await build(foreign, part(1), part(2), part(3), last)).toEqual({
      is: 'damaged',
      part: 1,
    });
    expect(await faultOf(opened(Buffer.concat([bytes, randomBytes(50)])))).not.toBeNull();
    expect(await faultOf(opened(Buffer.concat([bytes, bytes])))).not.toBeNull();
  });

  it('is refused with another key', async () => {
    const bytes = await sealed(randomBytes(50));
    expect(await faultOf(opened(bytes, randomBytes(32)))).toEqual({ is: 'damaged', part: 1 });
  });
});

describe('the first line', () => {
  const fields = { createdAt: '2026-03-29T02:30:00.000Z', keyId: 'abc', salt: 'AAAA' };
  const line = headerLine(fields);
  const faultIn = (text: string) => faultOf(Promise.resolve(text).then(readHeader));

  it('says when the backup was made and with which key', () => {
    expect(readHeader(line)).toMatchObject({ ...fields, version: 1 });
  });

  it('decides on the key of the file with each of its bytes', () => {
    const key = { id: 'abc', bytes: KEY };
    const same = fileKey(key, line, fields.salt);
    expect(fileKey(key, line, fields.salt).equals(same)).toBe(true);
    expect(fileKey(key, line.replace('02:30', '02:31'), fields.salt).equals(same)).toBe(false);
    expect(fileKey(key, line, 'AAAB').equals(same)).toBe(false);
    expect(fileKey({ id: 'abc', bytes: randomBytes(32) }, line, fields.salt).equals(same)).toBe(
      false,
    );
  });

  it.each(['', '{}', 'PK\u0003', '[1]', '{"format":"mini-netumo data","version":4}'])(
    'of another file is refused: %j',
    async (text) => {
      expect(await faultIn(text)).toEqual({ is: 'not-a-backup' });
    },
  );

  it('of a newer format is refused as such, whatever else it holds', async () => {
    const newer = '{"format":"mini-netumo backup","version":2,"cipher":"new"}';
    expect(await faultIn(newer)).toEqual({ is: 'newer', version: 2, readable: 1 });
  });
});
