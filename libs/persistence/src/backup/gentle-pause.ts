import { setTimeout as sleep } from 'node:timers/promises';

/** Work is interrupted once it has gone on for this long. */
const STRETCH_MS = 20;
/** A pause is never longer: the work may wait for others itself. */
const LONGEST_MS = 200;

/** Makes a function that, called now and then, leaves half of the time to others: checks go first. */
export function gentlePause(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    const worked = performance.now() - since;
    if (worked < STRETCH_MS) return;
    await sleep(Math.min(worked, LONGEST_MS));
    since = performance.now();
  };
}
