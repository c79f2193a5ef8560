import { atMost, linesOf, medianRow, row, type Row } from '../rows.ts';
import { quantile } from '../../quantile.ts';
import { doneRows, type Report } from './report.ts';
import type { LoadFigures } from './run-worker.ts';

/** The same load by address, by name, and by name while some names are dead. */
export interface MeasuredNames {
  addresses: LoadFigures;
  names: LoadFigures;
  beside: LoadFigures;
}

/** The report of the part of the bench that measures names. */
export function namesReportOf({ addresses, names, beside }: MeasuredNames): Report {
  return linesOf([
    ...turnRows('address', addresses),
    ...turnRows('name', names),
    medianRow('  against addresses', ratios(names, addresses), 'x', atMost(1.15)),
    ...doneRows(names),
    ...dnsRows(names),
    ...turnRows('name beside dead ones', beside),
    ...doneRows(beside),
    ...dnsRows(beside),
    row('lateness of healthy checks p99', quantile(beside.lateness, 0.99), 'ms', atMost(500)),
  ]);
}

const turnRows = (what: string, { turns }: LoadFigures): Row[] => [
  medianRow(
    `checks per second by ${what}`,
    turns.map(({ perSecond }) => perSecond),
    '/s',
  ),
  medianRow(
    'worker',
    turns.map(({ workerMs }) => workerMs),
    'ms',
  ),
];

/** What a check costs in each turn, against that of the other load right before. */
const ratios = (one: LoadFigures, other: LoadFigures): number[] =>
  one.turns.map(({ workerMs }, round) => workerMs / (other.turns[round]?.workerMs ?? NaN));

const dnsRows = ({ dnsErrors }: LoadFigures): Row[] => [
  row('DNS against truth p50', error(dnsErrors, 0.5), 'ms', atMost(1)),
  row('DNS against truth p99', error(dnsErrors, 0.99), 'ms', atMost(5)),
  row('  checks compared', dnsErrors.length, ''),
];

const error = (errors: readonly number[], share: number): number =>
  quantile(
    errors.map(Math.abs).sort((a, b) => a - b),
    share,
  );
