import { parseArgs } from 'node:util';
import { Refusal } from '../refusal.ts';

interface Database {
  /** Address of a MongoDB database to use instead of the one of the settings. */
  readonly mongodb: string | null;
}

/** To write all data to a file, or to read them from one. */
export interface TransferTask extends Database {
  readonly verb: 'export' | 'import';
  readonly file: string;
}

/** To bring checks of some days back from the archive. */
export interface RestoreTask extends Database {
  readonly verb: 'restore';
  readonly first: string;
  readonly last: string;
}

export type DataTask = TransferTask | RestoreTask;

const USAGE =
  'Say what to do: `npm run data:export -- FILE`, `npm run data:import -- FILE` or ' +
  '`npm run data:restore -- 2026-01-01 [2026-01-31]`, with `--mongodb ADDRESS` for another database than that of the settings.';

/** The task that a command line names. Throws a Refusal that shows how to write it. */
export function readTask(args: readonly string[]): DataTask {
  const { values, positionals } = parsed(args);
  const [verb, file, ...more] = positionals;
  const mongodb = values.mongodb ?? null;
  if (mongodb !== null && !/^mongodb(\+srv)?:\/\/[^/]+\/[^/?]+/.test(mongodb)) {
    throw new Refusal('The address of a database looks like mongodb://host:27017/netumo.');
  }
  if (verb === 'restore') return { verb, ...readDays([file, ...more]), mongodb };
  if ((verb !== 'export' && verb !== 'import') || !file || more.length > 0)
    throw new Refusal(USAGE);
  return { verb, file, mongodb };
}

const isDay = (text: string | undefined): text is string =>
  /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text ?? ''));

function readDays([first, last = first, ...more]: readonly (string | undefined)[]) {
  if (!isDay(first) || !isDay(last) || first > last || more.length > 0) throw new Refusal(USAGE);
  return { first, last };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { mongodb: { type: 'string' } },
    });
  } catch (cause) {
    throw new Refusal(USAGE, { cause });
  }
}
