import * as z from 'zod';

/** Names of regions, and `UTC`; offsets like `+02:00` know no summer time and are none. */
const NAME = /^[a-z][a-z0-9_+-]*(\/[a-z0-9_+-]+)*$/i;
const MAX_NAME = 64;

/** The name of a time zone in its usual case; null for one that does not exist. */
function zoneNamed(name: string): string | null {
  if (!NAME.test(name)) return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    // An old name of a zone is answered by another one; the one that was chosen stays.
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name;
  } catch (error) {
    // What no zone is called.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A time zone as people choose it: a name of the IANA database. */
export const TimeZone = z
  .string()
  .max(MAX_NAME)
  .trim()
  .transform((name, context) => {
    const zone = zoneNamed(name);
    if (zone !== null) return zone;
    context.issues.push({
      code: 'custom',
      input: name,
      message: 'No such time zone. Name one like Europe/Berlin or UTC.',
    });
    return z.NEVER;
  });
