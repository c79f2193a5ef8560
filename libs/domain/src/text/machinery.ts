const MB = 1_048_576;
const GB = 1_024 * MB;
/** More processes than these are counted. */
const MAX_NAMES = 8;

const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;

const list = (names: readonly string[]): string =>
  names.length <= MAX_NAMES
    ? names.join(', ')
    : `${names.slice(0, MAX_NAMES).join(', ')} and ${names.length - MAX_NAMES} more`;

const size = (bytes: number): string =>
  bytes >= 10 * GB ? `${Math.floor(bytes / GB)} GB` : `${Math.floor(bytes / MB)} MB`;

/** Disks are measured in steps of a thousand, as the part about storage on the system page does. */
const diskSize = (bytes: number): string =>
  bytes >= 1e10 ? `${Math.floor(bytes / 1e9)} GB` : `${Math.floor(bytes / 1e6)} MB`;

/** What is said of the machinery while it is well, a sentence for each part. */
export const machineryWords = {
  workers: (names: readonly string[]): string =>
    `${count(names.length, 'worker')} running: ${list(names)}.`,
  apis: (alive: readonly string[], missing: readonly string[]): string =>
    `${alive.length} api ${alive.length === 1 ? 'process' : 'processes'} running: ${list(alive)}.${
      missing.length === 0
        ? ''
        : ` ${list(missing)} ${missing.length === 1 ? 'has' : 'have'} given no sign of life for half a minute: start ${missing.length === 1 ? 'it' : 'them'} again.`
    }`,
  queues: (queues: readonly { waiting: number; oldestSeconds: number | null }[]): string => {
    const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
    const oldest = Math.max(0, ...queues.map(({ oldestSeconds }) => oldestSeconds ?? 0));
    return waiting === 0
      ? 'No job waits.'
      : `${count(waiting, 'job')} ${waiting === 1 ? 'waits' : 'wait'}, the oldest for ${Math.round(oldest)} s.`;
  },
  load: (loopDelayMs: number): string =>
    `No check is overdue. No process stood still for longer than ${Math.round(loopDelayMs)} ms.`,
  clocks: (ms: number): string =>
    `The clocks of all processes agree within ${(Math.max(100, ms) / 1_000).toFixed(1)} s.`,
  memory: (processes: readonly { name: string; memoryBytes: number }[]): string =>
    `${list(processes.map(({ name, memoryBytes }) => `${name} uses ${size(memoryBytes)}`))}.`,
  disk: (freeBytes: number): string =>
    `${diskSize(freeBytes)} are free on the disk of the document store.`,
};
