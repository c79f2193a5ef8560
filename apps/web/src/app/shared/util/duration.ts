const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Keeps a figure and its unit on one line. */
const NBSP = '\u00a0';

const counted = (count: number, one: string, many = one): string =>
  `${String(count)}${NBSP}${count === 1 ? one : many}`;

/** A length of time in its one or two largest units, rounded down: `43 s`, `6 min`, `2 h 5 min`, `12 days`. */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < MINUTE) return counted(Math.floor(ms / SECOND), 's');
  if (ms < HOUR) return counted(Math.floor(ms / MINUTE), 'min');
  if (ms >= 2 * DAY) return counted(Math.floor(ms / DAY), 'day', 'days');
  const hours = counted(Math.floor(ms / HOUR), 'h');
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  return minutes === 0 || ms >= DAY ? hours : `${hours} ${counted(minutes, 'min')}`;
}

/** How long ago an instant was, or how far ahead it lies: `now`, `6 min ago`, `in 43 s`. */
export function formatRelative(at: Date, now: Date): string {
  const ms = now.getTime() - at.getTime();
  if (Math.abs(ms) < SECOND) return 'now';
  return ms > 0 ? `${formatDuration(ms)} ago` : `in ${formatDuration(-ms)}`;
}

/** An interval in the unit people choose it in: `20 s`, `5 min`, `1 h`. */
export function formatInterval(seconds: number): string {
  if (seconds % 3_600 === 0) return counted(seconds / 3_600, 'h');
  if (seconds % 60 === 0) return counted(seconds / 60, 'min');
  return counted(seconds, 's');
}
