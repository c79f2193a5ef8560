import type { SendFact } from '@app/domain';

/** What came of a message, as it is stored: a fact, or the sentence of an older version. */
export interface SentFields {
  fact?: SendFact | null;
  detail?: string | null;
}

/** A stored record with its fact, and without the sentence of an older version. */
export type Sent<Stored extends { fact: unknown }> = Omit<Stored, 'fact'> & SentFields;

export const toSendFact = ({ fact, detail }: SentFields): SendFact =>
  fact ?? { is: 'text', text: detail ?? '' };
