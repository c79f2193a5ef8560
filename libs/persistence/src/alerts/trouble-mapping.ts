import { describeTrouble, isKnownTrouble, type KnownTrouble, type TroubleFact } from '@app/domain';

/**
 * What is wrong with the monitor, as alerts store it: facts, and beside them the English sentence that they make, which is
 * all that an older version reads. That version writes a new sentence only without facts.
 */
export interface TroubleDocument extends Omit<KnownTrouble, 'fact'> {
  reason: string;
  /** Absent on what an older version stored. */
  fact?: TroubleFact;
}

export const toTroubleDocument = ({ fact, ...fields }: KnownTrouble): TroubleDocument => ({
  ...fields,
  reason: describeTrouble(fact),
  ...(fact.is === 'text' ? {} : { fact }),
});

export const fromTroubleDocument = ({
  key,
  severity,
  reason,
  fact,
  since,
  until,
  hasLasted,
}: TroubleDocument): KnownTrouble => ({
  key,
  severity,
  fact: fact && isKnownTrouble(fact) ? fact : { is: 'text', text: reason },
  ...(hasLasted && { hasLasted }),
  since,
  until,
});
