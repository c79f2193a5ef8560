import type { Channel } from '@app/domain';
import { effectivePolicy, NO_POLICY, type Policies } from '@app/domain/alerting';
import { policyWords } from '../words/policy';

type Policy = Policies['defaults'];

/** What each decision comes to where it is left open, as a person reads it among the choices. */
export type PolicyInWords = Record<keyof Policy, string>;

const namesIn = (channels: readonly Channel[], ids: readonly string[]): string[] =>
  ids.map((id) => channels.find((one) => one.id === id)?.name ?? policyWords.goneChannel);

/** What holds for all targets where nobody has decided anything. */
export const builtIn = (channels: readonly Channel[]): PolicyInWords =>
  inWords(effectivePolicy({ defaults: NO_POLICY, byTag: [] }, OF_NOTHING), channels, () => null);

const OF_NOTHING = { tags: [], alerting: { ...NO_POLICY, mutedUntil: null } };

/** What a target inherits from its tags and from the rules for all targets; with no tags, what a tag does. */
export function inheritedBy(
  tags: readonly string[],
  policies: Policies,
  channels: readonly Channel[],
): PolicyInWords {
  const policy = effectivePolicy(policies, { ...OF_NOTHING, tags });
  return inWords(policy, channels, (field) => {
    const deciding = policies.byTag.filter(({ tag }) => tags.includes(tag));
    const of = deciding.filter((one) => one[field] !== null).map(({ tag }) => tag);
    return of.length > 0 ? policyWords.fromTags(of) : policyWords.fromDefault;
  });
}

function inWords(
  policy: Pick<ReturnType<typeof effectivePolicy>, keyof Policy>,
  channels: readonly Channel[],
  from: (field: keyof Policy) => string | null,
): PolicyInWords {
  const { channelIds, kinds, minimumSeverity, reminders, escalation } = policy;
  const said = (field: keyof Policy, what: string): string =>
    policyWords.inherited(from(field), what);
  return {
    channelIds: said(
      'channelIds',
      channelIds === null
        ? policyWords.everyChannel
        : policyWords.namesOf(namesIn(channels, channelIds)),
    ),
    kinds: said('kinds', policyWords.kindsOf(kinds)),
    minimumSeverity: said('minimumSeverity', policyWords.severityOf(minimumSeverity)),
    reminders: said('reminders', policyWords.remindersOf(reminders)),
    escalation: said(
      'escalation',
      policyWords.stepsOf(
        escalation.map((step) => ({
          afterMinutes: step.afterMinutes,
          names: namesIn(channels, step.channelIds),
        })),
      ),
    ),
  };
}

/** What a policy decides itself, in few words; what it leaves open is left out. */
export function decisionsOf(policy: Policy, channels: readonly Channel[]): string {
  const words = inWords(
    effectivePolicy({ defaults: policy, byTag: [] }, OF_NOTHING),
    channels,
    () => null,
  );
  const decided = (Object.keys(words) as (keyof Policy)[]).filter(
    (field) => policy[field] !== null,
  );
  return decided.length === 0
    ? policyWords.decidesNothing
    : decided.map((field) => words[field]).join(' · ');
}
