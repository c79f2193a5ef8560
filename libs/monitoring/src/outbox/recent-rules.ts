import type { Ports } from '../ports/index.ts';

/** In a storm thousands of alerts are decided on within it, and nobody can tell on which side of it a change came. */
const MOMENT_MS = 250;

type RulePorts = Pick<Ports, 'channels' | 'alertRules' | 'now'>;

/**
 * The same ports, whose channels and rules of who is told are read once for all that is decided within a quarter of a
 * second.
 */
export function withRecentRules<P extends RulePorts>(ports: P): P {
  const { channels, alertRules, now } = ports;
  return {
    ...ports,
    channels: { ...channels, list: forAMoment(now, () => channels.list()) },
    alertRules: { ...alertRules, get: forAMoment(now, () => alertRules.get()) },
  };
}

/** Reads again after a moment, and after a failure. */
function forAMoment<T>(now: () => Date, read: () => Promise<T>): () => Promise<T> {
  let last: { at: number; value: Promise<T> } | null = null;
  return () => {
    const at = now().getTime();
    // Also where the clock was set back.
    if (last && Math.abs(at - last.at) < MOMENT_MS) return last.value;
    const value = read();
    const reading = { at, value };
    last = reading;
    value.catch(() => {
      if (last === reading) last = null;
    });
    return value;
  };
}
