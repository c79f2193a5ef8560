import { parseOptions, readCount } from '../arguments.ts';

export interface CheckBenchOptions {
  /** Targets that are watched. */
  readonly targets: number;
  /** Time in which each is checked once, in the part that measures lateness: tens of seconds. */
  readonly intervalSeconds: number;
  /**
   * Length of that part, its pauses not counted, three rounds at least; `--minutes 10` is what the bars of lateness are
   * meant for.
   */
  readonly seconds: number;
  /** Exit with 1 when a bar is missed. */
  readonly isStrict: boolean;
  /** Measure names beside addresses instead of everything else. */
  readonly areNames: boolean;
  /** Folder for CPU profiles of the worker, or null. */
  readonly profileTo: string | null;
}

const USAGE =
  'Say `npm run bench checks -- [--targets N] [--interval SECONDS] [--seconds SECONDS | --minutes MINUTES] [--names] [--strict] [--profile FOLDER]`.';

const OPTIONS = {
  targets: { type: 'string', default: '5000' },
  interval: { type: 'string', default: '20' },
  seconds: { type: 'string', default: '30' },
  minutes: { type: 'string' },
  names: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  profile: { type: 'string' },
} as const;

/** The options of a command line. Throws a Refusal that shows how to write it. */
export function readOptions(args: readonly string[]): CheckBenchOptions {
  const { targets, interval, seconds, minutes, names, strict, profile } = parseOptions(
    args,
    OPTIONS,
    USAGE,
  );
  return {
    targets: count('--targets', targets),
    intervalSeconds: count('--interval', interval),
    seconds: minutes ? count('--minutes', minutes) * 60 : count('--seconds', seconds),
    areNames: names,
    isStrict: strict,
    profileTo: profile ?? null,
  };
}

const count = (name: string, text: string): number => readCount(name, text, USAGE);
