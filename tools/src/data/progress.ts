import type { Screen } from '../terminal.ts';

const REDRAW_MS = 200;
/** Without a terminal each report is a line of its own. */
const REPORT_MS = 5_000;

/** Shows how many documents are through: in place on a terminal, else as a line every few seconds. */
export function showProgress(
  total: number | null,
  screen: Screen = process.stdout,
  now: () => number = () => performance.now(),
): { update: (done: number) => void; clear: () => void } {
  let shownAt = now();
  return {
    update: (done) => {
      if (now() - shownAt < (screen.isTTY ? REDRAW_MS : REPORT_MS)) return;
      shownAt = now();
      const text = `${count(done)}${total === null ? '' : ` of ${count(total)}`} documents`;
      screen.write(screen.isTTY ? `\r${text}` : `${text}\n`);
    },
    clear: () => {
      if (screen.isTTY) screen.write('\r\u001b[K');
    },
  };
}

export const count = (documents: number): string => documents.toLocaleString('en');
