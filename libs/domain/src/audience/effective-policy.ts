import type { Alerting } from './alerting.ts';
import type { AlertKind, Severity } from '../alert/kind.ts';
import {
  DEFAULT_REMINDERS,
  type EscalationStep,
  type Policies,
  type Policy,
  type Reminders,
} from './policy.ts';
import { isAtLeast } from '../alert/severity.ts';

/** Where the choice of channels comes from. */
export type PolicySource = 'target' | 'tag' | 'default';

/** What holds for a target once its own decisions, those of its tags and those for all targets are put together. */
export interface EffectivePolicy {
  /** Null means every enabled channel. */
  channelIds: readonly string[] | null;
  source: PolicySource;
  /** Null means all. */
  kinds: readonly AlertKind[] | null;
  minimumSeverity: Severity;
  reminders: Reminders;
  /** In order of time. */
  escalation: readonly EscalationStep[];
}

export interface PolicyOwner {
  tags: readonly string[];
  alerting: Alerting;
}

/**
 * What holds for a target: its own decision, else those of its tags together, else the one for all targets. Of several tags
 * each one is heard: people of all of them are told, of the kinds of all of them, and as often as the one that asks most.
 */
export function effectivePolicy(
  { defaults, byTag }: Policies,
  { tags, alerting }: PolicyOwner,
): EffectivePolicy {
  const ofTags = byTag.filter(({ tag }) => tags.includes(tag));
  const channels = channelsOf(ofTags);
  return {
    channelIds: alerting.channelIds ?? channels ?? defaults.channelIds,
    source: alerting.channelIds ? 'target' : channels ? 'tag' : 'default',
    kinds: alerting.kinds ?? union(ofTags.map(({ kinds }) => kinds)) ?? defaults.kinds,
    minimumSeverity:
      alerting.minimumSeverity ?? mildest(ofTags) ?? defaults.minimumSeverity ?? 'info',
    reminders: alerting.reminders ?? mostOften(ofTags) ?? defaults.reminders ?? DEFAULT_REMINDERS,
    escalation: (alerting.escalation ?? stepsOf(ofTags) ?? defaults.escalation ?? []).toSorted(
      (a, b) => a.afterMinutes - b.afterMinutes,
    ),
  };
}

/** Whether people want to be told of an alert at all. */
export const isWanted = (
  { kinds, minimumSeverity }: Pick<EffectivePolicy, 'kinds' | 'minimumSeverity'>,
  { kind, severity }: { kind: AlertKind; severity: Severity },
): boolean => (kinds?.includes(kind) ?? true) && isAtLeast(severity, minimumSeverity);

const channelsOf = (policies: readonly Policy[]): string[] | null =>
  union(policies.map(({ channelIds }) => channelIds));

/** All values of those lists that are there; null where there is none. */
function union<T>(lists: readonly (readonly T[] | null)[]): T[] | null {
  const present = lists.filter((list) => list !== null);
  return present.length === 0 ? null : [...new Set(present.flat())];
}

function mildest(policies: readonly Policy[]): Severity | null {
  const severities = policies.flatMap(({ minimumSeverity }) => minimumSeverity ?? []);
  return severities.reduce<Severity | null>(
    (least, one) => (least === null || isAtLeast(least, one) ? one : least),
    null,
  );
}

/** Of several wishes the one that reminds most often: nobody waits longer than asked for. */
export function mostOften(policies: readonly { reminders: Reminders | null }[]): Reminders | null {
  const [first, ...rest] = policies.flatMap(({ reminders }) => reminders ?? []);
  if (!first) return null;
  return rest.reduce((most, one) => (isOftener(one, most) ? one : most), first);
}

const isOftener = (a: Reminders, b: Reminders): boolean =>
  a.atMost > 0 && (b.atMost === 0 || a.everyMinutes < b.everyMinutes);

function stepsOf(policies: readonly Policy[]): EscalationStep[] | null {
  const present = policies.flatMap(({ escalation }) => (escalation ? [escalation] : []));
  return present.length === 0 ? null : present.flat();
}
