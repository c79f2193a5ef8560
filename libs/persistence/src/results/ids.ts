export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Digits of a day number; enough until the year 2243. */
const DAY_DIGITS = 5;
const LAST_DAY = 10 ** DAY_DIGITS - 1;
const HOUR_DIGITS = 2;
/** Ends the id of a whole day, which comes after those of its hours: who reads in order misses nothing that moves. */
const WHOLE_DAY = 'd';

/** The day of an instant, counted from 1970 (UTC). */
export const dayNumber = (at: Date | number): number => Math.floor(Number(at) / DAY_MS);
/** The hour of an instant, counted from 1970. */
export const hourNumber = (at: Date | number): number => Math.floor(Number(at) / HOUR_MS);

const dayPart = (targetId: string, day: number): string =>
  `${targetId}:${String(day).padStart(DAY_DIGITS, '0')}`;

/** Id of the checks of a target and hour. Ids of one target sort by time, so that ranges of time are ranges of ids. */
export function hourId(targetId: string, hour: number): string {
  const ofDay = String(((hour % 24) + 24) % 24).padStart(HOUR_DIGITS, '0');
  return `${dayPart(targetId, Math.floor(hour / 24))}${ofDay}`;
}

/** Id of the checks of a target and day, once they are kept as one. */
export const dayId = (targetId: string, day: number): string =>
  `${dayPart(targetId, day)}${WHOLE_DAY}`;

const HOURS_OF_DAY = 24;

/** Ids of all that may hold checks of a target's day. */
export const idsOfDay = (targetId: string, day: number): string[] => [
  ...Array.from({ length: HOURS_OF_DAY }, (_, hour) => hourId(targetId, day * HOURS_OF_DAY + hour)),
  dayId(targetId, day),
];

/** Ids of whatever holds checks of the days from one to another. */
export const idsOfDays = (
  targetId: string,
  { first, last }: { first: number; last: number },
): { $gte: string; $lte: string } => ({
  $gte: dayPart(targetId, Math.max(first, 0)),
  $lte: dayId(targetId, Math.min(last, LAST_DAY)),
});

/** Ids of all checks of a target lie between these two (exclusive): `;` follows `:` in ASCII. */
export const idsOfTarget = (targetId: string): { $gt: string; $lt: string } => ({
  $gt: `${targetId}:`,
  $lt: `${targetId};`,
});

export interface Place {
  targetId: string;
  /** Counted from 1970. */
  day: number;
  /** When it begins. */
  start: Date;
}

/** What an id stands for. */
export function placeOf(id: string): Place {
  const colon = id.lastIndexOf(':');
  const day = Number(id.slice(colon + 1, colon + 1 + DAY_DIGITS));
  const rest = id.slice(colon + 1 + DAY_DIGITS);
  const hours = rest === WHOLE_DAY ? 0 : Number(rest);
  return {
    targetId: id.slice(0, colon),
    day,
    start: new Date(day * DAY_MS + hours * HOUR_MS),
  };
}

/** Digits of an hour number in the ids of buckets of older versions. */
const OLD_DIGITS = 7;

/** Id of the bucket of a target and hour as older versions stored it. */
export const oldBucketId = (targetId: string, at: Date): string =>
  `${targetId}:${String(hourNumber(at)).padStart(OLD_DIGITS, '0')}`;

/** The target of such a bucket. */
export const targetOfOldBucket = (id: string): string => id.slice(0, id.lastIndexOf(':'));
