const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** People are back at work then. */
const MORNING_HOUR = 8;

/** An instant as a field of the kind `datetime-local` holds it, by the clock of this browser. */
export function toLocalText(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS);
  return local.toISOString().slice(0, 16);
}

/** The instant that such a field holds; null while it is empty or half typed. */
export function fromLocalText(text: string): Date | null {
  const at = new Date(text);
  return text === '' || Number.isNaN(at.getTime()) ? null : at;
}

export const inAnHour = (now: Date): Date => new Date(now.getTime() + HOUR_MS);

/** Eight o'clock of the next day, by the clock of this browser. */
export const tomorrowMorning = (now: Date): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING_HOUR);

/** The next full hour: a time that people would choose. */
export function nextFullHour(now: Date): Date {
  const at = new Date(now);
  at.setHours(now.getHours() + 1, 0, 0, 0);
  return at;
}

/** The time zone of this browser, by its name in the IANA database. */
export const ownTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
