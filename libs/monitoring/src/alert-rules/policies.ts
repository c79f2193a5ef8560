import {
  channelsOfPolicies,
  NO_POLICY,
  type Policies,
  type UpdatePolicies,
} from '@app/domain/alerting';
import { refuseUnknownChannels } from '../channels/channel-rules.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { changeRules, type RulePorts } from './change-rules.ts';

/** Who is told of what, unless a target says otherwise: for all targets, and by tag. */
export async function getPolicies({
  ports,
}: Context<Pick<Ports, 'alertRules'>>): Promise<Policies> {
  return (await ports.alertRules.get()).policies;
}

/**
 * Changes policies: what is left out of the defaults stays, those of tags are replaced as a whole. It holds for alerts that
 * are open, too. Throws invalid for channels that do not exist, unless they stood there before.
 */
export async function updatePolicies(
  { ports }: Context<RulePorts>,
  { defaults, byTag }: UpdatePolicies,
): Promise<Policies> {
  const { policies } = await ports.alertRules.get();
  const after = changed(policies, { defaults, byTag });
  const known = new Set(channelsOfPolicies(policies));
  const added = channelsOfPolicies(after).filter((id) => !known.has(id));
  await refuseUnknownChannels(ports, added, 'channelIds');
  return await changeRules(ports, (rules) => {
    const answer = changed(rules.policies, { defaults, byTag });
    return { rules: { ...rules, policies: answer }, answer };
  });
}

const changed = (before: Policies, { defaults, byTag }: UpdatePolicies): Policies => ({
  defaults: { ...before.defaults, ...withoutAbsent(defaults ?? {}) },
  byTag: byTag?.map((policy) => ({ ...NO_POLICY, ...withoutAbsent(policy) })) ?? before.byTag,
});

/** A key without a value is one that was left out. */
const withoutAbsent = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
