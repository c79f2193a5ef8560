import type { AlertKind, Severity } from '@app/domain';
import type { Policies } from '@app/domain/alerting';

type Policy = Policies['defaults'];

/** One step of an escalation. */
export interface StepDraft {
  afterMinutes: number | null;
  channelIds: string[];
}

/** Who is told of what, as a form holds it: of each decision whether it is made here, and then what it is. */
export interface PolicyDraft {
  hasChannels: boolean;
  channelIds: string[];
  hasKinds: boolean;
  kinds: AlertKind[];
  /** Empty: not decided here. */
  minimumSeverity: Severity | '';
  hasReminders: boolean;
  reminders: { everyMinutes: number | null; growing: boolean; atMost: number | null };
  hasEscalation: boolean;
  escalation: StepDraft[];
}

/** Reminders that a form begins with, once somebody wants to decide on them. */
const USUAL_REMINDERS = { everyMinutes: 60, growing: false, atMost: 24 };

/** A policy, ready to be edited. */
export const policyDraftOf = (policy: Policy): PolicyDraft => ({
  hasChannels: policy.channelIds !== null,
  channelIds: [...(policy.channelIds ?? [])],
  hasKinds: policy.kinds !== null,
  kinds: [...(policy.kinds ?? [])],
  minimumSeverity: policy.minimumSeverity ?? '',
  hasReminders: policy.reminders !== null,
  reminders: { ...(policy.reminders ?? USUAL_REMINDERS) },
  hasEscalation: policy.escalation !== null,
  escalation: (policy.escalation ?? []).map(({ afterMinutes, channelIds }) => ({
    afterMinutes,
    channelIds: [...channelIds],
  })),
});

/** The draft in the form of the contract; not yet judged, a missing figure is still null. */
export const policyOf = (draft: PolicyDraft): { [K in keyof Policy]: unknown } => ({
  channelIds: draft.hasChannels ? draft.channelIds : null,
  kinds: draft.hasKinds ? draft.kinds : null,
  minimumSeverity: draft.minimumSeverity || null,
  reminders: draft.hasReminders ? draft.reminders : null,
  escalation: draft.hasEscalation ? draft.escalation : null,
});
