/** Ctrl-C arrives twice at once when npm passes on what the terminal already sent. */
const SAME_WISH_MS = 1_000;

const WATCH_PARENT_MS = 500;

/**
 * Calls `stop` on the first wish to end (Ctrl-C, SIGTERM, a closed terminal) and `kill` on a
 * later one.
 */
export function onWishToStop(stop: () => void, kill: () => void): void {
  let firstAt: number | undefined;
  const wish = () => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      stop();
    } else if (performance.now() - firstAt > SAME_WISH_MS) kill();
  };
  // npm hands SIGTERM to the shell between it and us, which ends without a word.
  if (process.env['npm_lifecycle_event']) onOrphaned(wish);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, wish);
}

function onOrphaned(tell: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    tell();
  }, WATCH_PARENT_MS);
  timer.unref();
}
