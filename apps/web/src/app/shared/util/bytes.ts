const KB = 1_000;
const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** A size in bytes as people read it, in steps of a thousand: `3 kB`, `12.5 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes / KB;
  let unit = 0;
  for (; value >= 999.5 && unit < UNITS.length - 1; unit++) value /= KB;
  const isRound = unit === 0 || value >= 100;
  const shown = (isRound && unit === 0 ? Math.ceil(value) : value).toLocaleString('en-GB', {
    maximumFractionDigits: isRound ? 0 : 1,
  });
  return `${shown}\u00a0${UNITS[unit] ?? ''}`;
}
