import { Readable, pipeline, type Transform } from 'node:stream';
import { promisify } from 'node:util';
import {
  brotliCompress,
  constants,
  createBrotliCompress,
  createGzip,
  gzip,
  type BrotliOptions,
  type ZlibOptions,
} from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A smaller answer fits into one packet as it is. */
const WORTH_BYTES = 1_024;

/** A small window: the memory of a compressor must not outweigh the answers. */
const BROTLI: BrotliOptions = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 },
};
const GZIP: ZlibOptions = { level: 6 };

interface Encoder {
  whole: (text: string) => Promise<Buffer>;
  /** Hands on each piece as soon as it is there: the answers of a batch come one by one. */
  pieces: () => Transform;
}

const ENCODERS: Readonly<Record<'br' | 'gzip', Encoder>> = {
  br: {
    whole: (text) => promisify(brotliCompress)(text, BROTLI),
    pieces: () => createBrotliCompress({ ...BROTLI, flush: constants.BROTLI_OPERATION_FLUSH }),
  },
  gzip: {
    whole: (text) => promisify(gzip)(text, GZIP),
    pieces: () => createGzip({ ...GZIP, flush: constants.Z_SYNC_FLUSH }),
  },
};

/** The best encoding that a client takes; null where it takes none of ours. */
export function chooseEncoding(accepted: string | string[] | undefined): 'br' | 'gzip' | null {
  const offers = new Map([accepted ?? []].flat().join(',').toLowerCase().split(',').map(readOffer));
  const takes = (name: string): boolean => (offers.get(name) ?? offers.get('*') ?? 0) > 0;
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : null;
}

function readOffer(offer: string): [name: string, weight: number] {
  const [name = '', ...rest] = offer.split(';').map((part) => part.trim());
  const weight = rest.find((part) => part.startsWith('q='))?.slice(2);
  return [name, weight === undefined ? 1 : Number(weight)];
}

/** The answer of a procedure, compressed where that helps and the client takes it. A live stream stays as it is. */
export async function compressAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  if (!(payload instanceof Response) || payload.body === null) return payload;
  const type = payload.headers.get('content-type') ?? '';
  if (!/^application\/(?:json|jsonl)\b/.test(type)) return payload;
  reply.header('vary', mergeVary(payload.headers.get('vary')));
  const encoding = chooseEncoding(request.headers['accept-encoding']);
  if (encoding === null) return payload;
  const { status, headers } = payload;
  const encoder = ENCODERS[encoding];
  if (type.startsWith('application/jsonl')) {
    const pieces = encoder.pieces();
    // A client that leaves ends both; fastify has said what there is to say.
    pipeline(Readable.fromWeb(payload.body), pieces, () => undefined);
    copyHead(reply, { status, headers, encoding });
    return pieces;
  }
  const text = await payload.text();
  const isWorth = Buffer.byteLength(text) >= WORTH_BYTES;
  copyHead(reply, { status, headers, encoding: isWorth ? encoding : null });
  return isWorth ? await encoder.whole(text) : text;
}

const mergeVary = (known: string | null): string =>
  known === null ? 'accept-encoding' : `${known}, accept-encoding`;

function copyHead(
  reply: FastifyReply,
  { status, headers, encoding }: { status: number; headers: Headers; encoding: string | null },
): void {
  reply.status(status);
  for (const [name, value] of headers) {
    if (name !== 'content-length' && name !== 'vary') reply.header(name, value);
  }
  if (encoding !== null) reply.header('content-encoding', encoding);
}
