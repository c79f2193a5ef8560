export { type ArchivedCheck, archiveLine, readArchiveLine } from './archived.ts';
export { decodeHour, EMPTY_HOUR, encodeHour } from './codec.ts';
export { type DayFacts, recordOfDay } from './day-record.ts';
export { decodeTotals, encodeTotals } from './day-codec.ts';
export {
  addChecks,
  checkAt,
  checksOfHour,
  cutHour,
  type HourOfChecks,
  hourFromChecks,
  joinHours,
} from './hour.ts';
export type { CheckTraits } from './traits.ts';
