import type { Trouble } from '../alert/system-trouble.ts';
import type { OwnFigures } from './process-figures.ts';

const MB = 1_048_576;
/** With less the system may end a process at any moment. */
const LITTLE_MEMORY_BYTES = 48 * MB;
/** Leases, slots and orders of messages bear half of this. */
const CLOCKS_MS = 10_000;
/** Something fails all the time, and not now and then. */
const ERRORS_PER_MINUTE = 20;

/** Names what is wrong with processes, from what those that are alive tell of themselves. */
export function processTroubles(processes: readonly Partial<OwnFigures>[]): Trouble[] {
  return [clocks(processes), memory(processes), errors(processes)].filter((one) => one !== null);
}

/** Largest difference between the clocks of two processes; null where fewer than two tell. */
export function clockDifference(
  processes: readonly Partial<OwnFigures>[],
): { ms: number; ahead: string; behind: string } | null {
  const known = processes
    .flatMap(({ name = '', clockMs = null }) => (clockMs === null ? [] : [{ name, clockMs }]))
    .toSorted((a, b) => a.clockMs - b.clockMs);
  const [ahead, behind] = [known.at(0), known.at(-1)];
  // The document store is behind a clock that is ahead of it.
  return ahead && behind && known.length > 1
    ? { ms: behind.clockMs - ahead.clockMs, ahead: ahead.name, behind: behind.name }
    : null;
}

function clocks(processes: readonly Partial<OwnFigures>[]): Trouble | null {
  const found = clockDifference(processes);
  if (!found || found.ms < CLOCKS_MS) return null;
  const { ms, ahead, behind } = found;
  const fact = { is: 'clocks', seconds: Math.round(ms / 1_000), ahead, behind } as const;
  return { key: 'clocks', severity: 'warning', fact };
}

function memory(processes: readonly Partial<OwnFigures>[]): Trouble | null {
  const [least] = processes.toSorted((a, b) => freeOf(a) - freeOf(b));
  if (!least || freeOf(least) >= LITTLE_MEMORY_BYTES) return null;
  const { name = '', memoryBytes = 0 } = least;
  const [freeMb, usedMb] = [Math.floor(freeOf(least) / MB), Math.ceil(memoryBytes / MB)];
  const fact = { is: 'memory', process: name, freeMb, usedMb } as const;
  return { key: 'memory', severity: 'warning', fact };
}

const freeOf = ({ freeMemoryBytes = Infinity }: Partial<OwnFigures>): number => freeMemoryBytes;

function errors(processes: readonly Partial<OwnFigures>[]): Trouble | null {
  const [worst] = processes.toSorted((a, b) => errorsOf(b) - errorsOf(a));
  if (!worst || errorsOf(worst) < ERRORS_PER_MINUTE) return null;
  const { name = '' } = worst;
  const fact = { is: 'errors', process: name, perMinute: Math.round(errorsOf(worst)) } as const;
  return { key: 'errors', severity: 'warning', fact };
}

const errorsOf = ({ errorsPerMinute = 0 }: Partial<OwnFigures>): number => errorsPerMinute;
