import { parseArgs } from 'node:util';
import { Refusal } from '../../refusal.ts';

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

/** The options of a command line. Throws a Refusal that shows how to write it. */
export function readOptions(args: readonly string[]): QueueBenchOptions {
  const { targets, interval, minutes, strict } = parsed(args);
  return {
    targets: count('--targets', targets),
    intervalSeconds: count('--interval', interval),
    minutes: count('--minutes', minutes),
    isStrict: strict,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        targets: { type: 'string', default: '100000' },
        interval: { type: 'string', default: '300' },
        minutes: { type: 'string', default: '1' },
        strict: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw new Refusal(USAGE, { cause });
  }
}

function count(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value <= 1_000_000) return value;
  throw new Refusal(`${name} must be a whole number from 1 to 1000000, not "${text}". ${USAGE}`);
}
