import * as z from 'zod';
import { Id, line } from '../common/schema.ts';
import { AlertKind, Severity } from '../alert/kind.ts';

const WEEK_MINUTES = 7 * 24 * 60;

/** How people are told again while an alert is open and nobody has taken it on. */
export const Reminders = z.strictObject({
  /** Wait from one message to the next, in minutes. */
  everyMinutes: z.int().min(5).max(WEEK_MINUTES),
  /** Whether each wait is twice as long as the one before it, up to a day. */
  growing: z.boolean().default(false),
  /** 0: nobody is reminded. */
  atMost: z.int().min(0).max(100).default(24),
});
export type Reminders = z.infer<typeof Reminders>;

/** Who else is told when nobody has taken an alert on for a while. */
export const EscalationStep = z.strictObject({
  /** Minutes since people were told first. */
  afterMinutes: z.int().min(1).max(WEEK_MINUTES),
  channelIds: z.array(Id).min(1).max(50),
});
export type EscalationStep = z.infer<typeof EscalationStep>;

/** What can be decided for everything, for a tag and for a target; null leaves it to the one before in this list. */
export const policyFields = {
  /** Channels to tell; null everywhere means every enabled channel. */
  channelIds: z.array(Id).max(50).nullable(),
  /** Kinds of alert that are sent; null everywhere means all. */
  kinds: z.array(AlertKind).nullable(),
  /** Milder alerts are recorded and shown, and not sent; null everywhere means that all are. */
  minimumSeverity: Severity.nullable(),
  reminders: Reminders.nullable(),
  escalation: z.array(EscalationStep).max(10).nullable(),
};

export const Policy = z.strictObject(policyFields);
export type Policy = z.infer<typeof Policy>;

const Tag = line(50).min(1);

/** What is decided for targets that carry a tag. */
const TagPolicy = z.strictObject({ tag: Tag, ...policyFields });

/** Who is told of what, unless a target says otherwise. */
export const Policies = z.object({ defaults: Policy, byTag: z.array(TagPolicy) });
export type Policies = z.infer<typeof Policies>;

/**
 * Changes: what is left out of `defaults` stays, `byTag` is replaced as a whole. Whoever names in `shown` what the change was
 * made from undoes nothing that somebody else has decided meanwhile.
 */
export const UpdatePolicies = z.strictObject({
  shown: Policies.optional(),
  defaults: Policy.partial().optional(),
  byTag: z
    .array(TagPolicy.partial().required({ tag: true }))
    .max(100)
    .refine((policies) => new Set(policies.map(({ tag }) => tag)).size === policies.length, {
      error: 'Each tag has one policy.',
    })
    .optional(),
});
export type UpdatePolicies = z.infer<typeof UpdatePolicies>;

/** A policy that decides nothing. */
export const NO_POLICY: Policy = {
  channelIds: null,
  kinds: null,
  minimumSeverity: null,
  reminders: null,
  escalation: null,
};

export const DEFAULT_POLICIES: Policies = { defaults: NO_POLICY, byTag: [] };

/** Reminders where nobody has decided on them (docs/rules.md, "Who is told, and when"). */
export const DEFAULT_REMINDERS: Reminders = { everyMinutes: 60, growing: false, atMost: 24 };

/** Every channel that policies name. */
export const channelsOfPolicies = ({ defaults, byTag }: Policies): string[] =>
  [defaults, ...byTag].flatMap(({ channelIds, escalation }) => [
    ...(channelIds ?? []),
    ...(escalation ?? []).flatMap((step) => step.channelIds),
  ]);
