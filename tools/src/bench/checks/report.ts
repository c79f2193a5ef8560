import { atLeast, atMost, linesOf, row, type Row } from '../rows.ts';
import { quantile } from '../../quantile.ts';
import type { RunFigures } from './run-worker.ts';
import type { BareRun } from './stage.ts';

/** A run at a rate that leaves the worker room, and the bare loop at about the same rate. */
export interface Paced {
  bare: BareRun;
  run: RunFigures;
}

/** Everything that was measured in one run of the bench. */
export interface Measured {
  paced: readonly Paced[];
  /** The bare loop at full speed, before and after the worker. */
  bare: readonly BareRun[];
  sustained: RunFigures;
}

/** CPU of worker and databases per check, in milliseconds. */
const everything = ({ workerMs, postgresMs, documentsMs }: RunFigures): number =>
  workerMs + postgresMs + documentsMs;

const error = (run: Pick<RunFigures, 'latencyErrors'>, share: number): number =>
  quantile(
    run.latencyErrors.map(Math.abs).sort((a, b) => a - b),
    share,
  );

/** Figures as lines, each with its bar, and how many bars were missed. */
export interface Report {
  lines: string[];
  missed: number;
}

/** The report of a run of the bench. */
export function reportOf({ paced, bare, sustained }: Measured): Report {
  return linesOf([...paced.flatMap(pacedRows), ...sustainedRows(bare, sustained)]);
}

function pacedRows({ bare, run }: Paced): Row[] {
  const coresOfPostgres = (run.postgresMs * run.perSecond) / 1_000;
  return [
    row('checks per second', run.perSecond, '/s'),
    row('bare loop at about that rate', bare.cpuMs, 'ms'),
    row('worker', run.workerMs, 'ms'),
    row('  against the bare loop', run.workerMs / bare.cpuMs, 'x', atMost(2)),
    row('document server', run.documentsMs, 'ms'),
    row('PostgreSQL', run.postgresMs, 'ms'),
    row('  share of a core', coresOfPostgres * 100, '%', atMost(5)),
    row('everything against the bare loop', everything(run) / bare.cpuMs, 'x', atMost(4)),
    ...doneRows(run),
    row('lateness p50', quantile(run.lateness, 0.5), 'ms', atMost(50)),
    row('lateness p99', quantile(run.lateness, 0.99), 'ms', atMost(500)),
    row('lateness max', quantile(run.lateness, 1), 'ms', atMost(2_000)),
    row('latency against truth p50', error(run, 0.5), 'ms', atMost(1)),
    row('latency against truth p99', error(run, 0.99), 'ms', atMost(5)),
    row('  the same of the bare loop p50', error(bare, 0.5), 'ms'),
    row('  the same of the bare loop p99', error(bare, 0.99), 'ms'),
    row('memory of the worker', run.memory.nowMb, 'MB', atMost(250)),
    row('tables of the queue', run.queueBytes.after / 1e6, 'MB', atMost(20)),
    row('  growth', (run.queueBytes.after - run.queueBytes.before) / 1e6, 'MB'),
  ];
}

function sustainedRows(bare: readonly BareRun[], run: RunFigures): Row[] {
  const bareMs = bare.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / bare.length;
  return [
    row('checks per second, sustained', run.perSecond, '/s', atLeast(1_000)),
    row('bare loop at full speed', bareMs, 'ms'),
    row('worker', run.workerMs, 'ms'),
    row('  against the bare loop', run.workerMs / bareMs, 'x', atMost(2)),
    row('everything against the bare loop', everything(run) / bareMs, 'x', atMost(4)),
    ...doneRows(run),
    row('peak memory of the worker', run.memory.peakMb, 'MB'),
  ];
}

export const doneRows = ({ done, due, twice, notOk }: RunFigures): Row[] => [
  row('done / due', done / due, '', atLeast(0.9995)),
  row('  done twice', twice, '', atMost(0)),
  row('  not good', notOk, '', atMost(0)),
];
