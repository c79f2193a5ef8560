import { describeSending, type SendFact } from '@app/domain';

/** What came of sending as people read it. */
export const inWords = <Sent extends { fact: SendFact }>({
  fact,
  ...rest
}: Sent): Omit<Sent, 'fact'> & { detail: string } => ({ ...rest, detail: describeSending(fact) });
