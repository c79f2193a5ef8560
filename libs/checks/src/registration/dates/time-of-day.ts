import { zoneOffset } from './zones.ts';

/** A time as written after a date. */
export interface TimeOfDay {
  /** Milliseconds since midnight. */
  readonly sinceMidnightMs: number;
  /** Minutes east of UTC; null when no zone is given or its name is unknown. */
  readonly offsetMinutes: number | null;
}

const TIME = /^[T\s,-]{0,3}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?!\d)\s?(.*)$/i;

/** Reads what follows a date; null when it is no time. */
export function readTimeOfDay(rest: string): TimeOfDay | null {
  const [, hours, minutes, seconds = '0', fraction = '0', zone = ''] = TIME.exec(rest) ?? [];
  if (!hours || !minutes) return null;
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)];
  if (h > 24 || m > 59 || s > 60) return null;
  const ms = Math.floor(Number(`0.${fraction}`) * 1_000);
  return {
    sinceMidnightMs: ((h * 60 + m) * 60 + s) * 1_000 + ms,
    offsetMinutes: zoneOffset(zone),
  };
}
