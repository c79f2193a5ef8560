import { atLeast, atMost, linesOf, row } from '../rows.ts';
import type { QueueFigures } from './watch-queue.ts';

const MB = 1e6;

/** The figures as lines, each with its bar, and how many bars were missed. */
export function reportOf({
  idle,
  busy,
  planned,
}: {
  /** A worker without targets. */
  idle: QueueFigures;
  busy: QueueFigures;
  /** Checks a second that are due. */
  planned: number;
}): { lines: string[]; missed: number } {
  const perSecond = busy.checks / busy.seconds;
  const percent = ({ coreShare }: QueueFigures): number => coreShare * 100;
  return linesOf([
    row('checks per second', perSecond, '/s', atLeast(planned * 0.99)),
    // Each check changes its target and adds a result.
    row('changes told by the bell', busy.heard / busy.seconds, '/s', atLeast(planned * 2 * 0.99)),
    row('PostgreSQL, idle worker', percent(idle), '% of a core'),
    row('PostgreSQL, under load', percent(busy), '% of a core', atMost(5)),
    row('  for each check', (busy.coreShare * busy.seconds * 1_000) / busy.checks, 'ms'),
    row('tables of the queue, largest', busy.bytes.most / MB, 'MB', atMost(20)),
    row('  growth', (busy.bytes.after - busy.bytes.before) / MB, 'MB'),
  ]);
}
