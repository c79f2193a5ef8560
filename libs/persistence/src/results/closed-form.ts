import { checkAt, type HourOfChecks } from '@app/domain/history';
import { DAY_MS, dayId } from './ids.ts';
import { hasEvidence, toEvidencePart, withoutEvidence } from './parts.ts';

/** Checks as a closed day keeps them: without evidence, and the same object for traits that are the same. */
export function asClosed(hour: HourOfChecks): HourOfChecks {
  const lean = new Map(
    [...new Set(hour.traits)].map((one) => [one, hasEvidence(one) ? withoutEvidence(one) : one]),
  );
  return { ...hour, traits: hour.traits.map((one) => lean.get(one) ?? one) };
}

/** The write that keeps the evidence of checks apart from their day; null where there is none. */
export function evidenceWrite(
  targetId: string,
  { day, fresh }: { day: number; fresh: HourOfChecks },
) {
  const told = fresh.traits.flatMap((traits, index) =>
    hasEvidence(traits) ? [checkAt(fresh, index)] : [],
  );
  if (told.length === 0) return null;
  return {
    filter: { _id: dayId(targetId, day) },
    update: {
      $addToSet: { c: toEvidencePart(told, new Date(day * DAY_MS)) },
      $setOnInsert: { d: day },
    },
  };
}
