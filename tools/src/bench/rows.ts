/** A figure of a benchmark with its bar. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** Null: told for information. */
  bar: Bar | null;
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

/** Figures as lines, each with its bar, then the verdict; and how many bars were missed. */
export function linesOf(rows: readonly Row[]): { lines: string[]; missed: number } {
  const missed = rows.filter((one) => !isMet(one)).length;
  const verdict = missed === 0 ? 'Every bar is met.' : `${missed} bars are missed.`;
  return { lines: [...rows.map(lineOf), '', verdict], missed };
}

// A figure that could not be measured (NaN) meets no bar.
const isMet = ({ value, bar }: Row): boolean =>
  bar === null || (bar.isMost ? value <= bar.value : value >= bar.value);

function lineOf(one: Row): string {
  const { name, value, unit, bar } = one;
  const figure = `${value.toFixed(Math.abs(value) < 100 ? 3 : 0)} ${unit}`.trim();
  const verdict = bar
    ? `  ${isMet(one) ? 'met   ' : 'MISSED'} (${bar.isMost ? 'at most' : 'at least'} ${bar.value})`
    : '';
  return `${name.padEnd(40)} ${figure.padStart(12)}${verdict}`;
}
