import { ServerError } from '../bson/errors.ts';
import { encodeDocument } from '../bson/writer.ts';
import type { Request } from './context.ts';

/** Written anew in some seconds; other commands wait meanwhile. */
const largestBytes = 536_870_912;
/** The file is written to a second place, and from there to its log of writes. */
const copies = 2;

/**
 * Leaves nothing readable in the data file of what was removed or replaced. MongoDB has no such command: of what is
 * removed from now on nothing stays anyway, so it is for files of versions that let it lie.
 */
export async function forgetRemoved({ database, reserve }: Request): Promise<Buffer> {
  const bytes = database.fileBytes();
  if (bytes > largestBytes) {
    throw new ServerError(
      20,
      `The data file has ${megabytes(bytes)} MB: it is rewritten up to ${megabytes(largestBytes)} MB only. Export and import the data to leave nothing behind.`,
    );
  }
  const { free } = await reserve.room();
  if (free < copies * bytes) {
    throw new ServerError(
      14031,
      `${megabytes(copies * bytes)} MB must be free to rewrite the data file; ${megabytes(free)} MB are.`,
    );
  }
  await database.rewrite();
  return encodeDocument({ ok: 1 });
}

const megabytes = (bytes: number): string => String(Math.ceil(bytes / 1_048_576));
