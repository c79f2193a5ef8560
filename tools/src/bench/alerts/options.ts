import { parseOptions, readCount } from '../arguments.ts';
import { Refusal } from '../../refusal.ts';

/** Parts of the benchmark, in the order in which they are run. */
export const PARTS = ['days', 'outage', 'storm', 'kill'] as const;
export type Part = (typeof PARTS)[number];

export interface AlertBenchOptions {
  /** Targets that are dead at once and then recover. */
  readonly targets: number;
  /** Alerts that are there at once. */
  readonly alerts: number;
  /** Outages of a bit more than two intervals, each of a target of its own, beside as many healthy targets. */
  readonly outages: number;
  /** Times that a worker is killed. */
  readonly kills: number;
  readonly parts: readonly Part[];
  /** Exit with 1 when a bar is missed. */
  readonly isStrict: boolean;
}

const USAGE =
  'Say `npm run bench alerts -- [--targets N] [--alerts N] [--outages N] [--kills N] [--only days,outage,storm,kill] [--strict]`.';

const OPTIONS = {
  targets: { type: 'string', default: '5000' },
  alerts: { type: 'string', default: '10000' },
  outages: { type: 'string', default: '1000' },
  kills: { type: 'string', default: '5' },
  only: { type: 'string', default: PARTS.join(',') },
  strict: { type: 'boolean', default: false },
} as const;

/** The options of a command line. Throws a Refusal that shows how to write it. */
export function readOptions(args: readonly string[]): AlertBenchOptions {
  const { targets, alerts, outages, kills, only, strict } = parseOptions(args, OPTIONS, USAGE);
  return {
    targets: readCount('--targets', targets, USAGE),
    alerts: readCount('--alerts', alerts, USAGE),
    outages: readCount('--outages', outages, USAGE),
    kills: readCount('--kills', kills, USAGE),
    parts: only.split(',').map(readPart),
    isStrict: strict,
  };
}

function readPart(name: string): Part {
  const part = PARTS.find((one) => one === name);
  if (part) return part;
  throw new Refusal(`There is no part "${name}". ${USAGE}`);
}
