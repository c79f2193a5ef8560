import type { Check } from '../check/schema.ts';
import { toDate, withoutDates } from './traits.ts';

/** A check and whose it is. */
export interface ArchivedCheck {
  targetId: string;
  check: Check;
}

/** A check as one line of JSON, for an archive that other programs can read as well. */
export function archiveLine({ targetId, check }: ArchivedCheck): string {
  const { slot, at, ...rest } = check;
  const times = { slot: slot.toISOString(), at: at.toISOString() };
  return JSON.stringify({ targetId, ...times, ...(withoutDates(rest) as object) });
}

/** Reads what {@link archiveLine} wrote. Throws a SyntaxError for anything else. */
export function readArchiveLine(line: string): ArchivedCheck {
  const { targetId, slot, at, ...rest } = JSON.parse(line, toDate) as Check & {
    targetId: string;
    slot: string;
    at: string;
  };
  if (typeof targetId !== 'string' || Number.isNaN(Date.parse(slot))) {
    throw new SyntaxError('This line of an archive is no check.');
  }
  return { targetId, check: { ...rest, slot: new Date(slot), at: new Date(at) } };
}
