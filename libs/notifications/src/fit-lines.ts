import { shorten } from '@app/domain';

/** Less than this of a line says nothing. */
const SHORTEST = 12;
/** Room for the line that tells of the rest. */
const MORE_LENGTH = 24;

interface Room {
  /** For all lines with the breaks between them, as `lengthOf` counts. */
  max: number;
  /** Length of a line as it is sent, escaped for instance; default: its characters. */
  lengthOf?: (line: string) => number;
  /** Says how many lines did not fit. */
  andMore: (count: number) => string;
}

const total = (lines: readonly string[], lengthOf: (line: string) => number): number =>
  lines.reduce((sum, line) => sum + lengthOf(line) + 1, 0);

/**
 * Lines that fit into a message: where there is too little room for all, the longest are cut first, so that each is still
 * named; only where even that is too much the last ones are counted instead.
 */
export function fitLines(
  lines: readonly string[],
  { max, lengthOf = byLength, andMore }: Room,
): string[] {
  if (total(lines, lengthOf) <= max) return [...lines];
  const cut = (length: number): string[] => lines.map((line) => shorten(line, length));
  let low = SHORTEST;
  let high = Math.max(SHORTEST, ...lines.map(({ length }) => length));
  if (total(cut(low), lengthOf) <= max) {
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (total(cut(middle), lengthOf) <= max) low = middle;
      else high = middle;
    }
    return cut(low);
  }
  const kept: string[] = [];
  let room = max - MORE_LENGTH;
  for (const line of cut(SHORTEST)) {
    room -= lengthOf(line) + 1;
    if (room < 0) break;
    kept.push(line);
  }
  return [...kept, andMore(lines.length - kept.length)];
}

const byLength = (line: string): number => line.length;

/** Length of a text as it is sent in UTF-8. */
export const byBytes = (text: string): number => Buffer.byteLength(text, 'utf8');
