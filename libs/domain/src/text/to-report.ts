import type { ReportRecord, Sending } from '../report/record.ts';
import type { Report, ReportSending } from '../report/schema.ts';
import { failedRecipients, sendingState } from '../report/sending.ts';
import type { Language } from './format/language.ts';
import { describeSending } from './sending.ts';

/** A report as its owner sees it, and in words what kept it from whom. */
export function toReport(
  { version: _, heldUntil: __, sending, ...report }: ReportRecord,
  language?: Language,
): Report {
  return { ...report, last: sending && lastSending(sending, language) };
}

function lastSending(sending: Sending, language?: Language): ReportSending {
  const { firstDay, lastDay, startedAt, recipients } = sending;
  return {
    ...{ firstDay, lastDay, at: startedAt, state: sendingState(sending) },
    failures: failedRecipients(sending).map(({ to, fact }) => ({
      to,
      detail: fact ? describeSending(fact, language) : '',
    })),
    waiting: recipients.filter(({ state }) => state === 'pending').map(({ to }) => to),
  };
}
