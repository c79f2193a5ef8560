/** Until when an acknowledgement counts; `end`: until the condition ends. */
export const EXPIRIES = ['end', 'hour', 'hours', 'morning'] as const;
export type Expiry = (typeof EXPIRIES)[number];

const HOUR_MS = 3_600_000;
const MORNING = 8;

/** When an acknowledgement expires that is made now; null for never by itself. Mornings are those of this browser. */
export function expiresAt(expiry: Expiry, now: Date): Date | null {
  switch (expiry) {
    case 'end':
      return null;
    case 'hour':
      return new Date(now.getTime() + HOUR_MS);
    case 'hours':
      return new Date(now.getTime() + 4 * HOUR_MS);
    case 'morning':
      return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING);
  }
}
