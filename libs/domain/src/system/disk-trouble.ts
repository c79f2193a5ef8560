import type { Trouble } from '../alert/system-trouble.ts';

const MB = 1_048_576;
/** With less, the next hours of results may find no room; the reserve of the embedded store is half of it. */
const LITTLE_ROOM_BYTES = 64 * MB;

/** The trouble that the disk of the store is full, or nearly so; null with enough room, or when nobody knows. */
export function diskTrouble(freeBytes: number | null): Trouble | null {
  if (freeBytes === null || freeBytes >= LITTLE_ROOM_BYTES) return null;
  const room = freeBytes < MB ? 'nothing is' : `${Math.floor(freeBytes / MB)} MB are`;
  return {
    code: 'disk',
    key: 'disk',
    severity: 'critical',
    reason: `The disk of the document store is full or nearly so: ${room} free. Make room, or results will not be stored.`,
  };
}
