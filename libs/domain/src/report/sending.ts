import type { SendOutcome } from '../delivery/message.ts';
import { lastPeriod, nextSending } from './period.ts';
import type { Recipient, ReportRecord, Sending } from './record.ts';
import type { CreateReport, ReportSending, ReportView, UpdateReport } from './schema.ts';

const MINUTE_MS = 60_000;
/** Waits between attempts; the last one is repeated. */
const WAITS_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);
/** After this long nobody waits for it any more: people see that it failed, and can send it again. */
const GIVE_UP_MS = 24 * 60 * MINUTE_MS;
/** How long a process may send a report before another one may. */
const HELD_MS = 5 * MINUTE_MS;

interface Moment {
  readonly now: Date;
  readonly timeZone: string;
}

interface Deciding extends Moment {
  readonly newId: () => string;
}

/** A report that was never sent. */
export function newReport({ newId, ...deps }: Deciding, input: CreateReport): ReportRecord {
  const { now } = deps;
  return planned(
    {
      ...input,
      footer: input.footer || null,
      id: newId(),
      ...{ createdAt: now, updatedAt: now, version: 1 },
      ...{ nextAt: null, sending: null, heldUntil: null },
    },
    deps,
  );
}

/** The same report after a change; what is left out stays. */
export function changedReport(
  before: ReportRecord,
  { footer, ...change }: Omit<UpdateReport, 'id'>,
  deps: Moment,
): ReportRecord {
  const given = Object.fromEntries(
    Object.entries(change).filter(([, value]: [string, unknown]) => value !== undefined),
  );
  const after: ReportRecord = {
    ...before,
    ...given,
    footer: footer === undefined ? before.footer : footer || null,
    sending: before.sending && withoutRemoved(before.sending, change.to ?? before.to),
    updatedAt: deps.now,
  };
  const isSame = after.every === before.every && before.nextAt !== null;
  return isSame && after.to.length > 0 ? after : planned(after, deps);
}

/** Whoever gets it no more is not tried again; null where nobody is left who did, or still may. */
function withoutRemoved(sending: Sending, to: readonly string[]): Sending | null {
  const recipients = sending.recipients.filter(
    (one) => one.state !== 'pending' || to.includes(one.to),
  );
  return recipients.length > 0 ? { ...sending, recipients } : null;
}

/** With the time at which it is sent next. */
const planned = (report: ReportRecord, { now, timeZone }: Moment): ReportRecord => ({
  ...report,
  nextAt: report.to.length > 0 ? nextSending(now, report.every, timeZone) : null,
});

/** The last month or week that is over, sent to everybody who gets the report. */
function newSending(report: ReportRecord, { now, timeZone }: Moment): Sending {
  const { firstDay, lastDay } = lastPeriod(now, report.every, timeZone);
  const recipients = report.to.map((to): Recipient => ({
    ...{ to, state: 'pending', attempts: 0, dueAt: now, fact: null },
  }));
  return { firstDay, lastDay, startedAt: now, recipients };
}

const isOfSameDays = (a: Sending, b: Sending): boolean =>
  a.firstDay === b.firstDay && a.lastDay === b.lastDay;

/** The recipients of a sending that are not among those of another one. */
const notAmong = ({ recipients }: Sending, known: readonly Recipient[]): Recipient[] =>
  recipients.filter(({ to }) => !known.some((one) => one.to === to));

/**
 * The report, to be sent of the last month or week that is over. One that was due for longer, because nothing ran, is sent once,
 * of the newest. Of days that were sent already, which come again where the time zone was changed, only those get it who joined
 * since.
 */
export function startedSending(report: ReportRecord, moment: Moment): ReportRecord {
  const anew = newSending(report, moment);
  const { sending: last } = report;
  if (!last || !isOfSameDays(last, anew)) return planned({ ...report, sending: anew }, moment);
  const recipients = [...last.recipients, ...notAmong(anew, last.recipients)];
  return planned({ ...report, sending: { ...last, recipients } }, moment);
}

/**
 * The same where somebody asks for it. Whoever has it does not get it twice while others do not have it: these are tried at once,
 * those that were given up, too. Once everybody has it, it is sent to all of them anew.
 */
export function requestedSending(report: ReportRecord, moment: Moment): ReportRecord {
  const anew = newSending(report, moment);
  const { sending: last } = report;
  const sent = last?.recipients.filter(({ state }) => state === 'sent') ?? [];
  const open = last?.recipients.filter(({ state }) => state === 'pending') ?? [];
  const others = notAmong(anew, [...sent, ...open]);
  if (!last || !isOfSameDays(last, anew) || open.length + others.length === 0) {
    return planned({ ...report, sending: anew }, moment);
  }
  const waiting = open.map((one) => ({ ...one, dueAt: moment.now }));
  // Those that are under way keep the key that is made of this.
  const startedAt = open.length > 0 ? last.startedAt : moment.now;
  const sending = { ...last, startedAt, recipients: [...sent, ...waiting, ...others] };
  return planned({ ...report, sending }, moment);
}

/**
 * The report in another time zone: its next sending comes when that zone says, and no later than it was planned, so that none is
 * left out.
 */
export function replanned(report: ReportRecord, moment: Moment): ReportRecord {
  const { nextAt, sending } = report;
  if (nextAt === null || nextAt <= moment.now) return report;
  const known = newSending(report, { ...moment, now: nextAt });
  const isSent = sending !== null && isOfSameDays(sending, known);
  const planned = isSent ? nextSending(nextAt, report.every, moment.timeZone) : nextAt;
  const next = nextSending(moment.now, report.every, moment.timeZone);
  return { ...report, nextAt: next < planned ? next : planned };
}

/**
 * The report as it goes on after a backup was restored, long after which it may have been sent: what is due, and what waits, is not
 * sent by itself, so that nobody gets it twice. Whoever lacks it gets it where somebody asks for it. Returns the same report where
 * nothing was due.
 */
export function restoredReport(report: ReportRecord, moment: Moment): ReportRecord {
  const { nextAt, sending } = report;
  const isDue = nextAt !== null && nextAt <= moment.now;
  if (!isDue && !sending?.recipients.some(({ state }) => state === 'pending')) return report;
  const after = { ...report, sending: sending && withoutRemoved(sending, []), heldUntil: null };
  return isDue ? planned(after, moment) : after;
}

/** Whether it is time to send a report that nobody sends at the moment. */
export const isDueToSend = ({ nextAt, sending, heldUntil }: ReportRecord, now: Date): boolean =>
  (heldUntil === null || heldUntil <= now || +heldUntil - +now > HELD_MS) &&
  ((nextAt !== null && nextAt <= now) || dueRecipients(sending, now).length > 0);

/** Whether an address still waits for what is being sent. */
export const stillWaits = (
  { sending }: Pick<ReportRecord, 'sending'>,
  { startedAt }: Pick<Sending, 'startedAt'>,
  { to, now }: { to: string; now: Date },
): boolean =>
  +(sending?.startedAt ?? 0) === +startedAt &&
  dueRecipients(sending, now).some((one) => one.to === to);

export const dueRecipients = (sending: Sending | null, now: Date): Recipient[] =>
  sending?.recipients.filter(({ state, dueAt }) => state === 'pending' && dueAt <= now) ?? [];

/** The report while a process sends it. */
export const heldReport = (report: ReportRecord, now: Date): ReportRecord => ({
  ...report,
  heldUntil: new Date(+now + HELD_MS),
});

/** The report after an attempt to send it to an address; the same where it is being sent anew meanwhile. */
export function afterAttempt(
  report: ReportRecord,
  { startedAt, to, outcome, now }: { startedAt: Date; to: string; outcome: SendOutcome; now: Date },
): ReportRecord {
  const { sending } = report;
  if (!sending || +sending.startedAt !== +startedAt) return report;
  const recipients = sending.recipients.map((one) =>
    one.to === to && one.state === 'pending' ? attempted(one, startedAt, outcome, now) : one,
  );
  return { ...report, sending: { ...sending, recipients } };
}

function attempted(
  { to, attempts }: Recipient,
  startedAt: Date,
  outcome: SendOutcome,
  now: Date,
): Recipient {
  const done = { to, attempts: attempts + 1, dueAt: now, fact: outcome.fact };
  if (outcome.outcome === 'sent') return { ...done, state: 'sent' };
  const waitMs = WAITS_MS[Math.min(attempts, WAITS_MS.length - 1)] ?? MINUTE_MS;
  const asked = outcome.outcome === 'retry' ? (outcome.retryAfterMs ?? 0) : 0;
  const dueAt = new Date(+now + Math.max(waitMs, asked));
  const isOver = outcome.outcome === 'dead' || +dueAt - +startedAt > GIVE_UP_MS;
  return { ...done, dueAt, state: isOver ? 'dead' : 'pending' };
}

/** What has become of sending it so far. */
export function sendingState(sending: Sending): ReportSending['state'] {
  if (sending.recipients.some(({ state }) => state === 'pending')) return 'sending';
  return failedRecipients(sending).length > 0 ? 'failed' : 'sent';
}

/** Whom it has not reached. */
export const failedRecipients = ({ recipients }: Sending): Recipient[] =>
  recipients.filter(({ state, attempts }) => state !== 'sent' && attempts > 0);

/** Reports that did not reach somebody, by name. */
export const failedReports = (reports: readonly ReportRecord[]): string[] =>
  reports.flatMap(({ name, sending }) =>
    sending && sendingState(sending) === 'failed' ? name : [],
  );

/** Names one mail for ever: whoever gets it twice can tell. */
export const reportMailKey = (
  { id }: Pick<ReportRecord, 'id'>,
  { startedAt }: Pick<Sending, 'startedAt'>,
  to: string,
): string => `report:${id}:${startedAt.getTime()}:${to}`;

/** Hands a report to one address, once. Rejects only with the reason of its signal. */
export type SendReport = (
  mail: { readonly view: ReportView; readonly to: string; readonly idempotencyKey: string },
  options: { readonly signal: AbortSignal },
) => Promise<SendOutcome>;
