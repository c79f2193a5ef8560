import { atLeast, atMost, linesOf, medianRow, row, type Row } from '../rows.ts';
import { quantile } from '../../quantile.ts';
import type { LoadFigures, RunFigures } from './run-worker.ts';
import type { Turn } from './take-turns.ts';

/** Everything that was measured in one run of the bench. */
export interface Measured {
  /** Runs at rates that leave the worker room. */
  paced: readonly RunFigures[];
  sustained: RunFigures;
}

/** CPU of worker and databases per check, in milliseconds. */
const everything = ({ workerMs, postgresMs, documentsMs }: Turn): number =>
  workerMs + postgresMs + documentsMs;

const error = (errors: readonly number[], share: number): number =>
  quantile(
    errors.map(Math.abs).sort((a, b) => a - b),
    share,
  );

/** Figures as lines, each with its bar, and how many bars were missed. */
export interface Report {
  lines: string[];
  missed: number;
}

/** The report of a run of the bench. */
export function reportOf({ paced, sustained }: Measured): Report {
  return linesOf([
    ...paced.flatMap((run) => run.loads.flatMap((load) => pacedRows(run, load))),
    ...sustained.loads.flatMap((load) => sustainedRows(sustained, load)),
  ]);
}

function pacedRows({ bareErrors, memory, queueBytes }: RunFigures, load: LoadFigures): Row[] {
  const { turns, lateness, latencyErrors } = load;
  const percentOfCore = ({ postgresMs, perSecond }: Turn): number => (postgresMs * perSecond) / 10;
  return [
    medianRow('checks per second', turns.map(perSecondOf), '/s'),
    ...costRows(turns),
    medianRow('PostgreSQL, share of a core', turns.map(percentOfCore), '%', atMost(5)),
    ...doneRows(load),
    row('lateness p50', quantile(lateness, 0.5), 'ms', atMost(50)),
    row('lateness p99', quantile(lateness, 0.99), 'ms', atMost(500)),
    row('lateness max', quantile(lateness, 1), 'ms', atMost(2_000)),
    row('latency against truth p50', error(latencyErrors, 0.5), 'ms', atMost(1)),
    row('latency against truth p99', error(latencyErrors, 0.99), 'ms', atMost(5)),
    row('  the same of the bare loop p50', error(bareErrors, 0.5), 'ms'),
    row('  the same of the bare loop p99', error(bareErrors, 0.99), 'ms'),
    row('memory of the worker', memory.nowMb, 'MB', atMost(250)),
    row('tables of the queue', queueBytes.after / 1e6, 'MB', atMost(20)),
    row('  growth', (queueBytes.after - queueBytes.before) / 1e6, 'MB'),
  ];
}

const perSecondOf = ({ perSecond }: Turn): number => perSecond;

/** Each turn of the worker is held to that of the bare loop which followed it. */
const costRows = (turns: readonly Turn[]): Row[] => [
  medianRow(
    'bare loop at about that rate',
    turns.map(({ bareMs }) => bareMs),
    'ms',
  ),
  medianRow(
    'worker',
    turns.map(({ workerMs }) => workerMs),
    'ms',
  ),
  medianRow(
    '  against the bare loop',
    turns.map(({ workerMs, bareMs }) => workerMs / bareMs),
    'x',
    atMost(2),
  ),
  medianRow(
    'document server',
    turns.map(({ documentsMs }) => documentsMs),
    'ms',
  ),
  medianRow(
    'PostgreSQL',
    turns.map(({ postgresMs }) => postgresMs),
    'ms',
  ),
  medianRow(
    'everything against the bare loop',
    turns.map((turn) => everything(turn) / turn.bareMs),
    'x',
    atMost(4),
  ),
];

const sustainedRows = ({ memory }: RunFigures, load: LoadFigures): Row[] => [
  medianRow('checks per second, sustained', load.turns.map(perSecondOf), '/s', atLeast(1_000)),
  ...costRows(load.turns),
  ...doneRows(load),
  row('peak memory of the worker', memory.peakMb, 'MB'),
];

/** How much of what was due was done. */
export const doneRows = ({ done, due, twice, notOk }: LoadFigures): Row[] => [
  row('done / due', done / due, '', atLeast(0.9995)),
  row('  done twice', twice, '', atMost(0)),
  row('  not good', notOk, '', atMost(0)),
];
