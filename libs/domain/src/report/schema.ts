import * as z from 'zod';
import { EmailAddress } from '../channel/email-address.ts';
import { Logo } from '../common/logo.ts';
import { Paragraphs } from '../common/paragraphs.ts';
import { Id, Instant, line } from '../common/schema.ts';
import { OutageView, WindowStats } from '../stats/schema.ts';

const MAX_TARGETS = 200;
const MAX_DAYS = 800;
const DAY_MS = 86_400_000;

/** Part of the time that was promised, in percent. */
const SlaTarget = z.number().gt(0).max(100);

const fields = {
  /** Heading of the report. */
  name: line(100).min(1, { error: 'Give it a name.' }),
  /** The report tells of the targets that carry it, and of those that are named. */
  tag: line(50).min(1).nullable(),
  targetIds: z.array(Id).max(MAX_TARGETS),
  /** A report tells of a calendar month, or of a week from Monday to Sunday. */
  every: z.enum(['month', 'week']),
  /** Null where nothing was promised. */
  slaTarget: SlaTarget.nullable(),
  logo: Logo.nullable(),
  /** What stands below: who made it, and how to reach him. */
  footer: Paragraphs.nullable(),
  /** Who gets it by e-mail on the morning after each month or week; nobody for none. */
  to: z.array(EmailAddress).max(20),
};

/** What became of sending a report. */
export const ReportSending = z.object({
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  /** `sending` also while it is tried again. */
  state: z.enum(['sending', 'sent', 'failed']),
  at: z.date(),
  /** Addresses that it did not reach, with what their mail server, or ours, said last. */
  failures: z.array(z.object({ to: z.string(), detail: z.string() })),
  /** Addresses that it is still to reach; all others have it, or were given up. */
  waiting: z.array(z.string()),
});
export type ReportSending = z.infer<typeof ReportSending>;

/** A report that is made of a month or a week. */
export const Report = z.object({
  id: Id,
  ...fields,
  createdAt: z.date(),
  updatedAt: z.date(),
  /** When it is sent next; null where it is sent to nobody. */
  nextAt: z.date().nullable(),
  /** Null where it was never sent. */
  last: ReportSending.nullable(),
});
export type Report = z.infer<typeof Report>;

export const ReportList = z.object({ items: z.array(Report) });

const SOMETHING = { error: 'Choose a tag or targets.', path: ['tag'] };

export const CreateReport = z
  .strictObject({
    name: fields.name,
    tag: fields.tag.default(null),
    targetIds: fields.targetIds.default([]),
    every: fields.every.default('month'),
    slaTarget: fields.slaTarget.default(99.9),
    logo: fields.logo.default(null),
    footer: fields.footer.default(null),
    to: fields.to.default([]),
  })
  .refine(({ tag, targetIds }) => tag !== null || targetIds.length > 0, SOMETHING);
export type CreateReport = z.infer<typeof CreateReport>;

/** Changes: what is left out stays. */
export const UpdateReport = z.strictObject({
  id: Id,
  name: fields.name.optional(),
  tag: fields.tag.optional(),
  targetIds: fields.targetIds.optional(),
  every: fields.every.optional(),
  slaTarget: fields.slaTarget.optional(),
  logo: fields.logo.optional(),
  footer: fields.footer.optional(),
  to: fields.to.optional(),
});
export type UpdateReport = z.infer<typeof UpdateReport>;

/**
 * Which report is wanted: a stored one, of its last month or week unless said otherwise, or one of a tag or of targets from an
 * instant to another.
 */
export const PreviewReport = z
  .strictObject({
    id: Id.optional(),
    tag: fields.tag.optional(),
    targetIds: fields.targetIds.optional(),
    slaTarget: fields.slaTarget.optional(),
    from: Instant.optional(),
    to: Instant.optional(),
  })
  .refine(({ id, tag, targetIds }) => id ?? tag ?? targetIds?.[0], SOMETHING)
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    error: 'Say both `from` and `to`, or neither.',
    path: ['to'],
  })
  .refine(({ from }) => !from || +from >= 0, {
    error: 'At the earliest 1970-01-01.',
    path: ['from'],
  })
  .refine(({ from, to }) => !from || !to || from < to, {
    error: '`from` must be before `to`.',
    path: ['from'],
  })
  .refine(({ from, to }) => !from || !to || +to - +from <= MAX_DAYS * DAY_MS, {
    error: `At most ${MAX_DAYS} days at once.`,
    path: ['from'],
  });
export type PreviewReport = z.infer<typeof PreviewReport>;

/** What may be lost of what was promised, and what was. */
export const ErrorBudget = z.object({
  slaTarget: SlaTarget,
  /** Null where nothing is known of the time. */
  isMet: z.boolean().nullable(),
  /** Of the time that is known. */
  allowedSeconds: z.int().nonnegative(),
  usedSeconds: z.int().nonnegative(),
  /** Negative where more was lost than was allowed. */
  leftSeconds: z.int(),
});
export type ErrorBudget = z.infer<typeof ErrorBudget>;

export const ReportedTarget = z.object({
  targetId: Id,
  name: z.string(),
  stats: WindowStats,
  /** Null where nothing was promised. */
  budget: ErrorBudget.nullable(),
  /** Newest first, at most a hundred. */
  outages: z.array(OutageView),
});
export type ReportedTarget = z.infer<typeof ReportedTarget>;

/** All targets together, from their sums. */
export const ReportTotal = z.object({
  uptime: z.number().nullable(),
  availability: z.number().nullable(),
  coverage: z.number(),
  checks: z.int(),
  failed: z.int(),
  outages: z.int(),
  upSeconds: z.int(),
  downSeconds: z.int(),
  budget: ErrorBudget.nullable(),
});
export type ReportTotal = z.infer<typeof ReportTotal>;

/** What a report says. */
export const ReportView = z.object({
  name: z.string(),
  from: z.date(),
  to: z.date(),
  /** First day and last day, of the time zone; where the range cuts them they are told in part. */
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  timeZone: z.string(),
  madeAt: z.date(),
  /** The time is not over yet. */
  isRunning: z.boolean(),
  /** Since when the first of its targets is watched; absent where it has none. */
  watchedSince: z.date().optional(),
  slaTarget: SlaTarget.nullable(),
  logo: z.string().nullable(),
  footer: z.string().nullable(),
  total: ReportTotal,
  /** By name. */
  targets: z.array(ReportedTarget),
  /** Targets that are left out because there are too many. */
  leftOut: z.int(),
});
export type ReportView = z.infer<typeof ReportView>;
