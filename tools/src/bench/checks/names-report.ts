import { atMost, linesOf, row, type Row } from '../rows.ts';
import { quantile } from '../../quantile.ts';
import { doneRows, type Report } from './report.ts';
import type { RunFigures } from './run-worker.ts';

/** The same load by address, by name, and by name while some names are dead. */
export interface MeasuredNames {
  addresses: readonly RunFigures[];
  names: RunFigures;
  beside: RunFigures;
}

/** The report of the part of the bench that measures names. */
export function namesReportOf({ addresses, names, beside }: MeasuredNames): Report {
  const workerMs = addresses.reduce((sum, run) => sum + run.workerMs, 0) / addresses.length;
  return linesOf([
    row('checks per second by address', addresses[0]?.perSecond ?? NaN, '/s'),
    row('worker', workerMs, 'ms'),
    row('checks per second by name', names.perSecond, '/s'),
    row('worker', names.workerMs, 'ms'),
    row('  against addresses', names.workerMs / workerMs, 'x', atMost(1.15)),
    ...doneRows(names),
    ...dnsRows(names),
    row('beside dead names: healthy per second', beside.perSecond, '/s'),
    row('worker, for each healthy check', beside.workerMs, 'ms'),
    ...doneRows(beside),
    ...dnsRows(beside),
    row('lateness of healthy checks p99', quantile(beside.lateness, 0.99), 'ms', atMost(500)),
  ]);
}

const dnsRows = ({ dnsErrors }: RunFigures): Row[] => [
  row('DNS against truth p50', error(dnsErrors, 0.5), 'ms', atMost(1)),
  row('DNS against truth p99', error(dnsErrors, 0.99), 'ms', atMost(5)),
  row('  checks compared', dnsErrors.length, ''),
];

const error = (errors: readonly number[], share: number): number =>
  quantile(
    errors.map(Math.abs).sort((a, b) => a - b),
    share,
  );
