const MB = 1_048_576;
/** What the log of writes of the embedded store may take, and a little more. */
const ROOM_BYTES = 96 * MB;
/** Documents that change are written beside the old ones before these are given up. */
const SHARE = 0.25;

/** Room on the disk of the document store that bringing its data into another form may take; in whole MB. */
export interface UpgradeRoom {
  readonly freeMb: number;
  readonly neededMb: number;
}

/**
 * The room that lacks for an upgrade; null with enough, or where nobody knows.
 *
 * @param freeBytes null when the server does not tell, as is the next one
 */
export function missingRoom(
  freeBytes: number | null,
  dataBytes: number | null,
): UpgradeRoom | null {
  const needed = ROOM_BYTES + SHARE * (dataBytes ?? 0);
  if (freeBytes === null || freeBytes >= needed) return null;
  return { freeMb: Math.floor(freeBytes / MB), neededMb: Math.ceil(needed / MB) };
}
