/** A clock that jumps from wait to wait, in the order of their ends, whenever nothing else is left to do. */
export interface TestClock {
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** @param start milliseconds since 1970 */
export function startClock(start: number): TestClock {
  const waits: { at: number; end: () => void }[] = [];
  let time = start;
  let isTurning = false;

  function turn(): void {
    waits.sort((a, b) => a.at - b.at);
    const first = waits.shift();
    isTurning = waits.length > 0;
    if (isTurning) setImmediate(turn);
    if (!first) return;
    time = Math.max(time, first.at);
    first.end();
  }

  return {
    now: () => time,
    wait: (ms) =>
      new Promise((end) => {
        waits.push({ at: time + ms, end });
        if (!isTurning) setImmediate(turn);
        isTurning = true;
      }),
  };
}
