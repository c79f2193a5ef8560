import type { Trouble } from '../alert/system-trouble.ts';

const MB = 1_048_576;
/** With less, the next hours of results may find no room; the reserve of the embedded store is half of it. */
const LITTLE_ROOM_BYTES = 64 * MB;

/** The trouble that the disk of the store is full, or nearly so; null with enough room, or when nobody knows. */
export const diskTrouble = (freeBytes: number | null): Trouble | null =>
  freeBytes === null || freeBytes >= LITTLE_ROOM_BYTES
    ? null
    : {
        key: 'disk',
        severity: 'critical',
        fact: { is: 'disk', freeMb: Math.floor(freeBytes / MB) },
      };
