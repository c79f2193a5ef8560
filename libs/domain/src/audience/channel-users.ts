import type { Policies, Policy } from './policy.ts';

/** What a target, a tag or the default says of channels. */
type Choice = Pick<Policy, 'channelIds' | 'escalation'>;

/**
 * Whether somebody would no longer be told as was chosen: of the channels to tell, or of those of a step, none is left.
 *
 * @param leftIds channels that can be used once this one is gone
 */
export function needsChannel(
  { channelIds, escalation }: Choice,
  id: string,
  leftIds: ReadonlySet<string>,
): boolean {
  const lists = [channelIds ?? [], ...(escalation ?? []).map((step) => step.channelIds)];
  return lists.some((ids) => ids.includes(id) && !ids.some((one) => leftIds.has(one)));
}

/** Puts another channel in the place of one. */
export const withChannelReplaced = <C extends Choice>(
  choice: C,
  { id, by }: { id: string; by: string },
): C => ({
  ...choice,
  channelIds: choice.channelIds && replaced(choice.channelIds, id, by),
  escalation:
    choice.escalation?.map((step) => ({
      ...step,
      channelIds: replaced(step.channelIds, id, by),
    })) ?? null,
});

/** Puts another channel in the place of one in all policies. */
export const policiesWithChannelReplaced = (
  { defaults, byTag }: Policies,
  change: { id: string; by: string },
): Policies => ({
  defaults: withChannelReplaced(defaults, change),
  byTag: byTag.map((policy) => withChannelReplaced(policy, change)),
});

const replaced = (ids: readonly string[], id: string, by: string): string[] => [
  ...new Set(ids.map((one) => (one === id ? by : one))),
];
