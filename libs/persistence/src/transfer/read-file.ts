import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import {
  isHeader,
  newerVersion,
  readEntry,
  readFooter,
  type Counts,
  type TransferEntry,
} from './format.ts';
import { TransferError } from './transfer-error.ts';

/** The first line is far shorter than this. */
const HEAD_BYTES = 4_096;
/** The last line is far shorter than this. */
const TAIL_BYTES = 65_536;

/**
 * The counts at the end of an export. Throws a TransferError when the file is not an export or was cut
 * off, before anything of it is used.
 */
export async function countsOfFile(file: string): Promise<Counts> {
  const handle = await open(file).catch((error: unknown) => {
    throw new TransferError(`The file ${file} cannot be read. Check its name and its rights.`, {
      cause: error,
    });
  });
  try {
    await refuseNewer(handle, file);
    const { size } = await handle.stat();
    const start = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), {
      position: start,
    });
    const lastLine = buffer.toString('utf8', 0, bytesRead).trimEnd().split('\n').at(-1) ?? '';
    const counts = readFooter(lastLine);
    if (counts) return counts;
  } finally {
    await handle.close();
  }
  throw new TransferError(
    `The file ${file} is not a complete export of mini-netumo. Make the export again.`,
  );
}

/** An older version understands neither the end of such a file nor what is in it. */
async function refuseNewer(handle: FileHandle, file: string): Promise<void> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), { position: 0 });
  const [head = ''] = buffer.toString('utf8', 0, bytesRead).split('\n');
  const newer = newerVersion(head);
  if (!newer) return;
  throw new TransferError(
    `The file ${file} was made by a newer version of mini-netumo: it has format ${newer.version}, and this version reads up to ${newer.readable}. ` +
      'Import it with the version that made it, or a newer one.',
  );
}

/** The entries of an export, one after the other. Throws a TransferError at a line that is none. */
export async function* entriesOf(file: string): AsyncGenerator<TransferEntry> {
  let number = 0;
  for await (const line of linesIn(createReadStream(file, { encoding: 'utf8' }))) {
    number += 1;
    if (number === 1) {
      if (isHeader(line)) continue;
      throw new TransferError(
        `The file ${file} was not made by this version of mini-netumo. ` +
          'Import it with the version that made it.',
      );
    }
    if (readFooter(line)) return;
    const entry = readEntry(line);
    if (!entry) {
      throw new TransferError(
        `Line ${number} of ${file} is damaged. Make the export again; ` +
          'what was imported before that line may stay.',
      );
    }
    yield entry;
  }
}

/** Lines of text. They end with a line feed only: `node:readline` also ends them at U+2028, which texts may hold. */
export async function* linesIn(text: AsyncIterable<unknown>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of text) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest) yield rest;
}
