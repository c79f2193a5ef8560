type Range = readonly [from: number, to: number];

/** Nearly all targets expect the same few things. */
const known = new Map<string, readonly Range[]>();
const MAX_KNOWN = 1_000;

function rangesOf(text: string): readonly Range[] {
  const before = known.get(text);
  if (before) return before;
  const ranges = text.split(',').map((part): Range => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return [from, to];
  });
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, ranges);
  return ranges;
}

/** True when a code lies in ranges written like `200-299, 401`. */
export const statusMatches = (ranges: string, statusCode: number): boolean =>
  rangesOf(ranges).some(([from, to]) => from <= statusCode && statusCode <= to);
