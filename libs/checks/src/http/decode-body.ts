import { Readable, type Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { MAX_BODY_BYTES } from './answer.ts';

/** More layers than any honest server uses; long chains are an attack (CVE-2026-22036). */
export const MAX_CODINGS = 3;

export interface DecodedBody {
  readonly bytes: Buffer;
  /** There was more than `MAX_BODY_BYTES`. */
  readonly isCapped: boolean;
}

// Flushing instead of finishing: an input that ends early still yields what it holds.
const ZLIB = { finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI = { finishFlush: constants.BROTLI_OPERATION_FLUSH };
const ZSTD = { finishFlush: constants.ZSTD_e_flush };

function decoderFor(coding: string, input: Buffer): Transform | null {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(ZLIB);
    case 'deflate':
      // Some servers send the bare stream; the zlib header starts with compression method 8 (RFC 1950).
      return ((input[0] ?? 0) & 15) === 8 ? createInflate(ZLIB) : createInflateRaw(ZLIB);
    case 'br':
      return createBrotliDecompress(BROTLI);
    case 'zstd':
      return createZstdDecompress(ZSTD);
    default:
      return null;
  }
}

async function collect(decoder: Transform, input: Buffer): Promise<DecodedBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  Readable.from([input]).pipe(decoder);
  for await (const chunk of decoder as AsyncIterable<Buffer>) {
    const room = MAX_BODY_BYTES - size;
    chunks.push(chunk.subarray(0, room));
    size += chunk.length;
    // Leaving the loop destroys the decoder, so a bomb never inflates further than this.
    if (chunk.length > room) return { bytes: Buffer.concat(chunks), isCapped: true };
  }
  return { bytes: Buffer.concat(chunks), isCapped: false };
}

/**
 * Undoes the content codings of a body, at most `MAX_BODY_BYTES` of each layer; null for a coding that is unknown
 * or a body that is not what it claims to be.
 */
export async function decodeBody(
  body: Buffer,
  codings: readonly string[],
): Promise<DecodedBody | null> {
  let decoded: DecodedBody = { bytes: body, isCapped: false };
  for (const coding of codings.toReversed()) {
    const decoder = decoderFor(coding, decoded.bytes);
    if (!decoder) return null;
    try {
      const { bytes, isCapped } = await collect(decoder, decoded.bytes);
      decoded = { bytes, isCapped: isCapped || decoded.isCapped };
    } catch {
      return null;
    }
  }
  return decoded;
}
