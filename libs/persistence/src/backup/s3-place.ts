import { BackupError, backupTime } from '@app/domain/backups';
import type { S3mini } from 's3mini';
import type { BackupPlace } from './place.ts';

export interface S3Options {
  /** Address of the bucket: `https://s3.example.org/bucket`. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Folder within the bucket, with a slash at its end; empty for none. */
  readonly prefix: string;
}

/** Parts but the last one have at least 5 MiB, and there are at most 10,000. */
const PART_BYTES = 8 * 1_048_576;
/** No request of ours takes longer. */
const REQUEST_MS = 120_000;
const MEDIA_TYPE = 'application/octet-stream';

/** Backups in a bucket of an S3-compatible storage. At most one part of 8 MiB is held in memory. */
export function s3Place({ prefix, ...options }: S3Options): BackupPlace {
  const name = `${options.endpoint}/${prefix}`;
  let opened: Promise<S3mini> | undefined;
  // Loaded by those who use it.
  const client = async (): Promise<S3mini> =>
    await (opened ??= import('s3mini').then(
      ({ S3mini: Client }) => new Client({ ...options, requestAbortTimeout: REQUEST_MS }),
    ));
  const ask = async <T>(question: (s3: S3mini) => Promise<T>): Promise<T> => {
    try {
      return await question(await client());
    } catch (error) {
      throw refused(name, error);
    }
  };

  return {
    name,

    async write(file, content, { signal }) {
      const key = `${prefix}${file}`;
      const parts = inParts(content, signal);
      const first = await parts.next();
      const second = await parts.next();
      if (first.done || second.done) {
        const only = first.done ? Buffer.alloc(0) : first.value;
        await ask((s3) => s3.putObject(key, only, MEDIA_TYPE));
        return only.length;
      }
      const upload = await ask((s3) => s3.getMultipartUploadId(key, MEDIA_TYPE));
      try {
        const done: { partNumber: number; etag: string }[] = [];
        let bytes = 0;
        const send = async (part: Buffer): Promise<void> => {
          done.push(await ask((s3) => s3.uploadPart(key, upload, part, done.length + 1)));
          bytes += part.length;
        };
        await send(first.value);
        await send(second.value);
        for await (const part of parts) await send(part);
        await ask((s3) => s3.completeMultipartUpload(key, upload, done));
        return bytes;
      } catch (error) {
        await ask((s3) => s3.abortMultipartUpload(key, upload)).catch(() => undefined);
        throw error;
      }
    },

    async list() {
      const objects = (await ask((s3) => s3.listObjects('/', prefix))) ?? [];
      return objects.flatMap(({ Key, Size }) => {
        const file = Key.replace(/^\//, '').slice(prefix.length);
        return backupTime(file) ? [{ file, bytes: Size }] : [];
      });
    },

    async *read(file) {
      const response = await ask((s3) => s3.getObjectResponse(`${prefix}${file}`));
      if (!response?.body) throw new BackupError({ is: 'no-backup' });
      try {
        yield* response.body;
      } catch (error) {
        throw refused(name, error);
      }
    },

    async remove(file) {
      await ask((s3) => s3.deleteObject(`${prefix}${file}`));
    },
  };
}

const MAX_DETAIL = 200;

function refused(place: string, error: unknown): BackupError {
  if (error instanceof BackupError) return error;
  const { message = '', cause = null } = error instanceof Error ? error : {};
  const why = cause instanceof Error ? ` (${cause.message})` : '';
  const detail = `${message || 'no answer'}${why}`.replaceAll(/\s+/g, ' ').slice(0, MAX_DETAIL);
  return new BackupError({ is: 'place', place, detail }, { cause: error });
}

async function* inParts(
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void> {
  let pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of content) {
    signal.throwIfAborted();
    pieces.push(piece);
    size += piece.length;
    if (size < PART_BYTES) continue;
    yield Buffer.concat(pieces);
    pieces = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(pieces);
}
