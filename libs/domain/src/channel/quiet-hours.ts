import * as z from 'zod';
import { isRoutine } from '../alert/notification-key.ts';
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
  openedSeverity: Severity;
}

/**
 * Whether a message waits for the end of quiet hours: reminders do, and what is less than critical. That something is
 * down is told, and so is its end, and that something has become critical, unless the person wants to hear of that later, too.
 */
export const waitsForMorning = ({ holdDown }: Pick<QuietHours, 'holdDown'>, said: Said): boolean =>
  holdDown || said.severity !== 'critical' || (said.event === 'reminder' && !hasBecomeGrave(said));

/** A reminder that tells nothing but that it lasts is no such news. */
const hasBecomeGrave = ({ key, openedSeverity }: Said): boolean =>
  openedSeverity !== 'critical' && !isRoutine(key);
