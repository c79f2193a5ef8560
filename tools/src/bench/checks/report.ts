import { atLeast, atMost, linesOf, row, type Row } from '../rows.ts';
import { quantile } from './evaluate.ts';
import type { RunFigures } from './run-worker.ts';
import type { BareRun } from './stage.ts';

/** Everything that was measured in one run. */
export interface Measured {
  /** The bare loop at full speed, before and after the worker. */
  bare: readonly BareRun[];
  /** The bare loop at about the rate of the paced run. */
  barePaced: BareRun;
  paced: RunFigures;
  sustained: RunFigures;
}

/** The figures as lines, each with its bar, and how many bars were missed. */
export function reportOf({ bare, barePaced, paced, sustained }: Measured): {
  lines: string[];
  missed: number;
} {
  const bareMs = bare.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / bare.length;
  const all = ({ workerMs, postgresMs, documentsMs }: RunFigures): number =>
    workerMs + postgresMs + documentsMs;
  const error = (run: Pick<RunFigures, 'latencyErrors'>, share: number): number =>
    quantile(
      run.latencyErrors.map(Math.abs).sort((a, b) => a - b),
      share,
    );
  const rows: Row[] = [
    row('bare loop, full speed', bareMs, 'ms'),
    row('bare loop, at the paced rate', barePaced.cpuMs, 'ms'),
    row('worker, paced', paced.workerMs, 'ms'),
    row('  against the bare loop at that rate', paced.workerMs / barePaced.cpuMs, 'x', atMost(2)),
    row('worker, sustained', sustained.workerMs, 'ms'),
    row('  against the bare loop', sustained.workerMs / bareMs, 'x', atMost(2)),
    row('PostgreSQL, paced', paced.postgresMs, 'ms'),
    row('document server, paced', paced.documentsMs, 'ms'),
    row('everything, paced', all(paced) / barePaced.cpuMs, 'x', atMost(4)),
    row('everything, sustained', all(sustained) / bareMs, 'x', atMost(4)),
    row('checks per second, sustained', sustained.perSecond, '/s', atLeast(1_000)),
    row('  done / due', sustained.done / sustained.due, '', atLeast(0.9995)),
    row('lateness p50', quantile(paced.lateness, 0.5), 'ms', atMost(50)),
    row('lateness p99', quantile(paced.lateness, 0.99), 'ms', atMost(500)),
    row('lateness max', quantile(paced.lateness, 1), 'ms', atMost(2_000)),
    row('done / due', paced.done / paced.due, '', atLeast(0.9995)),
    row('checks done twice', paced.twice + sustained.twice, '', atMost(0)),
    row('checks that were not good', paced.notOk + sustained.notOk, '', atMost(0)),
    row('latency against truth p50', error(paced, 0.5), 'ms', atMost(1)),
    row('latency against truth p99', error(paced, 0.99), 'ms', atMost(5)),
    row('  the same of the bare loop p50', error(barePaced, 0.5), 'ms'),
    row('  the same of the bare loop p99', error(barePaced, 0.99), 'ms'),
    row('memory of the worker, paced', paced.memory.nowMb, 'MB', atMost(250)),
    row('  peak, sustained', sustained.memory.peakMb, 'MB'),
    row('tables of the queue', paced.queueBytes.after / 1e6, 'MB', atMost(20)),
    row('  growth', (paced.queueBytes.after - paced.queueBytes.before) / 1e6, 'MB'),
  ];
  return linesOf(rows);
}
