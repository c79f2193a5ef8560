/** Longest stretch of work that nothing else can happen in, in milliseconds. */
const MOST_MS = 10;

/**
 * Makes what long loops await at each turn: it lets everything else have its turn whenever a stretch of work has lasted
 * for long. The web app compiles this library, so it takes nothing of Node.
 */
export function createBreath(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < MOST_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    since = performance.now();
  };
}
