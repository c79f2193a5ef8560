import { parseArgs } from 'node:util';
import { Refusal } from '../refusal.ts';

export interface DataTask {
  readonly verb: 'export' | 'import';
  readonly file: string;
  /** Address of a MongoDB database to use instead of the one of the settings. */
  readonly mongodb: string | null;
}

const USAGE =
  'Say what to do: `npm run data:export -- FILE` or `npm run data:import -- FILE`, ' +
  'with `--mongodb ADDRESS` for another database than that of the settings.';

/** The task that a command line names. Throws a Refusal that shows how to write it. */
export function readTask(args: readonly string[]): DataTask {
  const { values, positionals } = parsed(args);
  const [verb, file, ...more] = positionals;
  if ((verb !== 'export' && verb !== 'import') || !file || more.length > 0)
    throw new Refusal(USAGE);
  const mongodb = values.mongodb ?? null;
  if (mongodb !== null && !/^mongodb(\+srv)?:\/\/[^/]+\/[^/?]+/.test(mongodb)) {
    throw new Refusal('The address of a database looks like mongodb://host:27017/netumo.');
  }
  return { verb, file, mongodb };
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
