const NBSP = '\u00a0';

/** A response time: `84 ms`, `1.24 s`, `12.4 s`. */
export function formatLatency(milliseconds: number): string {
  if (milliseconds < 999.5) {
    const figure =
      milliseconds < 10 ? Math.round(milliseconds * 10) / 10 : Math.round(milliseconds);
    return `${String(figure)}${NBSP}ms`;
  }
  const seconds = milliseconds / 1_000;
  return `${seconds.toFixed(seconds < 9.995 ? 2 : 1)}${NBSP}s`;
}

/** A share in percent, rounded down to two places, so that 100 % means that nothing failed. */
export function formatPercent(percent: number): string {
  if (percent >= 100) return `100${NBSP}%`;
  // The small addend undoes binary rounding: 99.95 is stored as 99.9499999….
  const hundredths = Math.floor(percent * 100 + 1e-6);
  return `${(hundredths / 100).toFixed(2)}${NBSP}%`;
}

export const formatCount = (count: number): string => count.toLocaleString('en');

/** Days left of a certificate or a registration, begun ones in full; none once it has expired. */
export function formatDaysLeft(days: number): string {
  if (days <= 0) return 'expired';
  return `${formatCount(days)}${NBSP}${days === 1 ? 'day' : 'days'}`;
}
