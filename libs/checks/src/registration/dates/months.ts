const NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const MONTHS = new Map(
  NAMES.flatMap((name, index) => [
    [name, index + 1],
    [name.slice(0, 3), index + 1],
  ]),
);
MONTHS.set('sept', 9);

/** Number of a month, 1 to 12, by its English name or its first three letters; null when it is neither. */
export const monthOf = (name: string): number | null => MONTHS.get(name.toLowerCase()) ?? null;
