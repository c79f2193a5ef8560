/** Where a step is shown; standard output, or a recorder in tests. */
export interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

const REDRAW_MS = 100;
/** Without a terminal a step is announced after this time, so that quick steps take one line. */
const ANNOUNCE_MS = 2_000;
const REMIND_MS = 15_000;

/**
 * Runs one step of work and shows that it moves and how long it took: `Building the api ... 0.6 s`.
 * A terminal sees the seconds count; a log file gets plain lines. A failed step ends with `failed`.
 */
export async function step<T>(
  title: string,
  work: () => Promise<T>,
  screen: Screen = process.stdout,
): Promise<T> {
  const startedAt = performance.now();
  const took = () => `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
  const finish = (end: string) => {
    clearInterval(timer);
    screen.write(`${screen.isTTY ? '\r\u001b[K' : ''}${title} ... ${end}\n`);
  };
  let announceMs = ANNOUNCE_MS;
  const timer = setInterval(() => {
    if (screen.isTTY) screen.write(`\r${title} ... ${took()}`);
    else if (performance.now() - startedAt >= announceMs) {
      announceMs += REMIND_MS;
      screen.write(`${title} ... (${took()} so far)\n`);
    }
  }, REDRAW_MS);
  try {
    const result = await work();
    finish(took());
    return result;
  } catch (error) {
    finish('failed');
    throw error;
  }
}

export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}
