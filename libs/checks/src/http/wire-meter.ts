import type { Socket } from 'node:net';
import {
  headTooFine,
  headTooLarge,
  MAX_HEAD_READS,
  MAX_HEAD_WIRE_BYTES,
  MAX_WIRE_BYTES,
} from './budget.ts';
import type { Collector } from './collector.ts';

/**
 * Counts what comes on a connection, also what never shows in an answer: interim answers, line ends, extensions of
 * chunks. Call it after the reader of the connection has set itself up: then what it counts has been looked at.
 */
export function meterWire(socket: Socket, collector: Collector): void {
  const before = socket.bytesRead;
  let reads = 0;
  const give = (error: Error): void => {
    collector.fail(error);
    socket.destroy();
  };
  socket.on('readable', () => {
    if (collector.isDone) return;
    const bytes = socket.bytesRead - before;
    if (collector.hasHead) {
      if (bytes > MAX_WIRE_BYTES) collector.overBudget();
    } else if (bytes > MAX_HEAD_WIRE_BYTES) {
      give(headTooLarge());
    } else if (++reads > MAX_HEAD_READS) {
      give(headTooFine());
    }
  });
}
