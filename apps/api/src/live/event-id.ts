/** Writes the instant that a client resumes from; clients treat it as opaque. */
export const toEventId = (at: Date): string => at.getTime().toString(36);

/** Reads an id that a client sent back; null when it is none of ours. */
export function parseEventId(id: string): Date | null {
  if (!/^[0-9a-z]{1,9}$/.test(id)) return null;
  return new Date(Number.parseInt(id, 36));
}
