/** A figure of a benchmark with its bar. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** Null: told for information. */
  bar: Bar | null;
  /** The least and the most of what the value is the median of. */
  range?: readonly [number, number];
}

export interface Bar {
  isMost: boolean;
  value: number;
}

export const atMost = (value: number): Bar => ({ isMost: true, value });
export const atLeast = (value: number): Bar => ({ isMost: false, value });

export const row = (name: string, value: number, unit: string, bar: Bar | null = null): Row => ({
  name,
  value,
  unit,
  bar,
});

/** The median of what was measured several times, told with the least and the most; NaN for nothing. */
export function medianRow(
  name: string,
  values: readonly number[],
  unit: string,
  bar: Bar | null = null,
): Row {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  const median = middle.reduce((sum, value) => sum + value, 0) / middle.length;
  const range = [sorted.at(0) ?? NaN, sorted.at(-1) ?? NaN] as const;
  return { ...row(name, median, unit, bar), range };
}

/** Figures as lines, each with its bar, then the verdict; and how many bars were missed. */
export function linesOf(rows: readonly Row[]): { lines: string[]; missed: number } {
  const missed = rows.filter((one) => !isMet(one)).length;
  const verdict = missed === 0 ? 'Every bar is met.' : `${missed} bars are missed.`;
  return { lines: [...rows.map(lineOf), '', verdict], missed };
}

/** Whether a figure meets its bar. One that could not be measured (NaN) meets none. */
export const isMet = ({ value, bar }: Row): boolean =>
  bar === null || (bar.isMost ? value <= bar.value : value >= bar.value);

const digits = (value: number): string => value.toFixed(Math.abs(value) < 100 ? 3 : 0);

/** A figure and its bar, as columns. */
export function lineOf(one: Row): string {
  const { name, value, unit, bar, range } = one;
  const figure = `${digits(value)} ${unit}`.trim();
  const verdict = bar
    ? `  ${isMet(one) ? 'met   ' : 'MISSED'} (${bar.isMost ? 'at most' : 'at least'} ${bar.value})`
    : '';
  const spread = range ? `  ${range.map(digits).join(' to ')}` : '';
  return `${name.padEnd(40)} ${figure.padStart(12)}${verdict}${spread}`;
}
