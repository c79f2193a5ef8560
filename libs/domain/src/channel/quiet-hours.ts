import * as z from 'zod';
import { isNews } from '../alert/notification-key.ts';
import type { AlertEvent, Severity } from '../alert/kind.ts';
import { ClockTime, TimeZone, WEEKDAYS, type WeeklyHours } from '../silence/time-zone.ts';

/** Hours of each day in which a channel is told of little; where `to` is not after `from` they end on the next day. */
export const QuietHours = z.strictObject({
  from: ClockTime,
  to: ClockTime,
  timeZone: TimeZone,
  /** Whether even the news that something is down waits for their end. */
  holdDown: z.boolean().default(false),
});
export type QuietHours = z.infer<typeof QuietHours>;

export const hoursOf = ({ from, to, timeZone }: QuietHours): WeeklyHours => ({
  days: WEEKDAYS,
  from,
  to,
  timeZone,
});

interface Said {
  event: AlertEvent;
  /** Of the notification. */
  key: string;
  severity: Severity;
}

/**
 * Whether a message waits for the end of quiet hours: what is less than critical does, and reminders that say no more than
 * that something lasts. Critical news is told, also of what was critical before: that something is down, that a certificate
 * has expired, and the end of it, unless the person wants to hear of that later, too.
 */
export const waitsForMorning = (
  { holdDown }: Pick<QuietHours, 'holdDown'>,
  { severity, event, key }: Said,
): boolean => holdDown || severity !== 'critical' || (event === 'reminder' && !isNews(key));
