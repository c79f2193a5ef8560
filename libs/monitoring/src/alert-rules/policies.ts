import { AppError } from '@app/domain';
import { channelsOfPolicies, NO_POLICY, Policies, type UpdatePolicies } from '@app/domain/alerting';
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
 * are open, too. Throws invalid for channels that do not exist, unless they stood there before, and conflict where others
 * stand there than were shown.
 */
export async function updatePolicies(
  { ports }: Context<RulePorts>,
  { shown, defaults, byTag }: UpdatePolicies,
): Promise<Policies> {
  const { policies } = await ports.alertRules.get();
  const after = changed(policies, { defaults, byTag });
  const known = new Set(channelsOfPolicies(policies));
  const added = channelsOfPolicies(after).filter((id) => !known.has(id));
  await refuseUnknownChannels(ports, added, 'channelIds');
  return await changeRules(ports, (rules) => {
    if (shown && JSON.stringify(shown) !== JSON.stringify(Policies.parse(rules.policies))) {
      throw new AppError(
        'conflict',
        'Somebody else has changed these rules meanwhile, and saving yours would undo that. Note what you have changed, undo it to see the rules as they are now, and change them again.',
        { reason: 'POLICIES_CHANGED' },
      );
    }
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
