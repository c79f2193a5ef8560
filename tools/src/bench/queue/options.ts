import { parseOptions, readCount } from '../arguments.ts';

export interface QueueBenchOptions {
  readonly targets: number;
  readonly intervalSeconds: number;
  /** Length of the part under load, in minutes. */
  readonly minutes: number;
  /** Exit with 1 when a bar is missed. */
  readonly isStrict: boolean;
}

const USAGE =
  'Say `npm run bench queue -- [--targets N] [--interval SECONDS] [--minutes MINUTES] [--strict]`.';

const OPTIONS = {
  targets: { type: 'string', default: '100000' },
  interval: { type: 'string', default: '300' },
  minutes: { type: 'string', default: '1' },
  strict: { type: 'boolean', default: false },
} as const;

/** The options of a command line. Throws a Refusal that shows how to write it. */
export function readOptions(args: readonly string[]): QueueBenchOptions {
  const { targets, interval, minutes, strict } = parseOptions(args, OPTIONS, USAGE);
  return {
    targets: count('--targets', targets),
    intervalSeconds: count('--interval', interval),
    minutes: count('--minutes', minutes),
    isStrict: strict,
  };
}

const count = (name: string, text: string): number => readCount(name, text, USAGE);
