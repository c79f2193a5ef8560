import { parseOptions, readCount } from '../arguments.ts';

export interface ProductBenchOptions {
  /** Targets that are watched. */
  readonly targets: number;
  readonly intervalSeconds: number;
  /** Time after the last target was added. */
  readonly minutes: number;
  /** Exit with 1 when a bar is missed. */
  readonly isStrict: boolean;
}

const USAGE =
  'Say `npm run bench product -- [--targets N] [--interval SECONDS] [--minutes MINUTES] [--strict]`.';

const OPTIONS = {
  targets: { type: 'string', default: '100' },
  interval: { type: 'string', default: '60' },
  minutes: { type: 'string', default: '5' },
  strict: { type: 'boolean', default: false },
} as const;

/** The options of a command line. Throws a Refusal that shows how to write it. */
export function readOptions(args: readonly string[]): ProductBenchOptions {
  const { targets, interval, minutes, strict } = parseOptions(args, OPTIONS, USAGE);
  return {
    targets: readCount('--targets', targets, USAGE),
    intervalSeconds: readCount('--interval', interval, USAGE),
    minutes: readCount('--minutes', minutes, USAGE),
    isStrict: strict,
  };
}
