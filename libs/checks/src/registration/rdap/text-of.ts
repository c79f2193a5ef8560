import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import { PackingError, TooLargeError } from '../failure-of-error.ts';

type Unpack = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

/** `deflate` should be zlib's format, and some servers send it bare (RFC 9110, section 8.4.1.2). */
const deflate: Unpack = (bytes, options) =>
  promisify(inflate)(bytes, options).catch((error: unknown) => {
    if (isTooLong(error)) throw error;
    return promisify(inflateRaw)(bytes, options);
  });

const UNPACK = new Map<string, Unpack>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', deflate],
  ['br', promisify(brotliDecompress)],
  ['zstd', promisify(zstdDecompress)],
]);

const isTooLong = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The codings that are to be undone, the last one first. One that is said but not done is left out, and the reverse. */
function codingsOf(bytes: Buffer, header: string): string[] {
  const codings = header
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
    .reverse();
  const saysGzip = codings[0] === 'gzip' || codings[0] === 'x-gzip';
  if (isGzip(bytes)) return saysGzip || codings.length > 0 ? codings : ['gzip'];
  return saysGzip ? codings.slice(1) : codings;
}

/** Servers behind IIS write UTF-16 with a mark of the byte order. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

/**
 * The text of an answer, unpacked where it was packed although nobody asked for it, without a mark of the byte order.
 * Rejects with a `TooLargeError` when it unpacks to more than that many bytes, and with a `PackingError`.
 */
export async function textOf(
  bytes: Buffer,
  contentEncoding: string,
  maxBytes: number,
): Promise<string> {
  let unpacked = bytes;
  for (const coding of codingsOf(bytes, contentEncoding)) {
    const unpack = UNPACK.get(coding);
    if (!unpack) throw new PackingError();
    try {
      unpacked = await unpack(unpacked, { maxOutputLength: maxBytes });
    } catch (error) {
      throw isTooLong(error) ? new TooLargeError(maxBytes) : new PackingError();
    }
  }
  return decode(unpacked);
}
