import type { Socket } from 'node:net';
import {
  headTooFine,
  headTooLarge,
  MAX_HEAD_READS,
  MAX_HEAD_WIRE_BYTES,
  MAX_WIRE_BYTES,
} from './budget.ts';
import type { Collector } from './collector.ts';

/** Most answers are over before this, and cost nothing here. */
const SWEEP_MS = 10;

/** Connections that have not been looked at. */
let fresh = new Map<Collector, Socket>();
let sweeper: NodeJS.Timeout | null = null;

function sweep(): void {
  const grown = fresh;
  fresh = new Map();
  for (const [collector, socket] of grown) if (!collector.isDone) watch(socket, collector);
  if (grown.size === 0 && sweeper) {
    clearInterval(sweeper);
    sweeper = null;
  }
}

/**
 * Counts what comes on a connection, also what never shows in an answer: interim answers, line ends, extensions of
 * chunks. Begins a moment after the answer could, when its reader has set itself up.
 */
export function meterWire(socket: Socket, collector: Collector): void {
  fresh.set(collector, socket);
  sweeper ??= setInterval(sweep, SWEEP_MS).unref();
}

/** The answer is over. */
export const unmeterWire = (collector: Collector): void => {
  fresh.delete(collector);
};

function watch(socket: Socket, collector: Collector): void {
  let reads = 0;
  const give = (error: Error): void => {
    collector.fail(error);
    socket.destroy();
  };
  const look = (): void => {
    if (collector.isDone) return;
    const bytes = socket.bytesRead;
    if (collector.hasHead) {
      if (bytes > MAX_WIRE_BYTES) collector.overBudget();
    } else if (bytes > MAX_HEAD_WIRE_BYTES) {
      give(headTooLarge());
    } else if (++reads > MAX_HEAD_READS) {
      give(headTooFine());
    }
  };
  socket.on('readable', look);
  look();
}
