import { benchStorm } from '../../../bench/alerts/storm.ts';
import { isMet, lineOf, type Row } from '../../../bench/rows.ts';
import type { Finding, Scenario } from '../../../faults/scenario.ts';

const ALERTS = 10_000;

/** A worker has recorded that everything is down, and died: all of it is told by the next one. */
export const storm: Scenario = {
  name: `${ALERTS} alerts at once`,
  run: async () => findingsOf(await benchStorm(ALERTS)),
};

/** One for each figure that has a bar. Rows that are set in belong to the last one that is not. */
function findingsOf(rows: readonly Row[]): Finding[] {
  let about = '';
  return rows.flatMap((row) => {
    const isSetIn = row.name.startsWith(' ');
    if (!isSetIn) [about = ''] = row.name.split(':');
    if (row.bar === null) return [];
    const figure = lineOf(row).trim().replaceAll(/ +/g, ' ');
    return {
      name: storm.name,
      figures: isSetIn ? `${about}, ${figure}` : figure,
      faults: isMet(row) ? [] : ['The bar is missed.'],
    };
  });
}
