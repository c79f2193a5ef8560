import os from 'node:os';
import { freeMemory } from './free-memory.ts';
import { VERSION } from './version.ts';

/** What this process knows of itself: host and number, version, and memory in bytes. */
export const ownProcess = (): {
  name: string;
  version: string;
  memoryBytes: number;
  freeMemoryBytes: number;
} => ({
  name: `${os.hostname()}:${process.pid}`,
  version: VERSION,
  memoryBytes: process.memoryUsage.rss(),
  freeMemoryBytes: freeMemory(),
});
