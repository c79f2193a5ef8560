import { parseOptions, readCount } from '../arguments.ts';

export interface NumbersBenchOptions {
  /** How many targets there are, one installation after the other; the last one is measured in full. */
  readonly sizes: readonly number[];
  /** Days of which every check is kept, and days that have a record. */
  readonly days: number;
  readonly records: number;
  /** Targets with a year behind them. */
  readonly yearTargets: number;
  /** Times that each thing is asked for. */
  readonly times: number;
  /** Exit with 1 when a bar is missed. */
  readonly isStrict: boolean;
}

const USAGE =
  'Say `npm run bench numbers -- [--targets 500,5000,10000] [--days DAYS] [--records DAYS] [--year TARGETS] [--times TIMES] [--strict]`.';

const OPTIONS = {
  targets: { type: 'string', default: '500,5000,10000' },
  days: { type: 'string', default: '30' },
  records: { type: 'string', default: '30' },
  year: { type: 'string', default: '100' },
  times: { type: 'string', default: '200' },
  strict: { type: 'boolean', default: false },
} as const;

/** The options of a command line. Throws a Refusal that shows how to write it. */
export function readOptions(args: readonly string[]): NumbersBenchOptions {
  const { targets, days, records, year, times, strict } = parseOptions(args, OPTIONS, USAGE);
  return {
    sizes: targets.split(',').map((size) => readCount('--targets', size, USAGE)),
    days: readCount('--days', days, USAGE),
    records: readCount('--records', records, USAGE),
    yearTargets: readCount('--year', year, USAGE),
    times: readCount('--times', times, USAGE),
    isStrict: strict,
  };
}
