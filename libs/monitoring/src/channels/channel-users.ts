import { AppError, type TargetRecord } from '@app/domain';
import {
  needsChannel,
  policiesWithChannelReplaced,
  withChannelReplaced,
} from '@app/domain/alerting';
import type { Ports } from '../ports/index.ts';
import type { TargetStore } from '../ports/targets.ts';

export type UserPorts = Pick<Ports, 'alertRules' | 'alerts' | 'settings' | 'changes' | 'now'> & {
  targets: Pick<TargetStore, 'get' | 'change' | 'namingChannel'>;
};

/** Users of a channel that a refusal names. */
const NAMED = 10;
const MAX_TRIES = 5;

/**
 * Refuses to take a channel away from those who have chosen no other one that can be used.
 *
 * @param leftIds channels that can be used once it is gone
 * @throws conflict, which names some of them
 */
export async function refuseNeeded(
  { targets, alertRules }: Pick<UserPorts, 'targets' | 'alertRules'>,
  id: string,
  leftIds: ReadonlySet<string>,
): Promise<void> {
  const [named, { policies }] = await Promise.all([targets.namingChannel(id), alertRules.get()]);
  const users = [
    ...(needsChannel(policies.defaults, id, leftIds) ? ['the default of all targets'] : []),
    ...policies.byTag.flatMap((policy) =>
      needsChannel(policy, id, leftIds) ? `the tag ${policy.tag}` : [],
    ),
    ...named.flatMap(({ alerting, name, url }) =>
      needsChannel(alerting, id, leftIds) ? name || url : [],
    ),
  ];
  if (users.length === 0) return;
  const more = users.length - NAMED;
  const list = users.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
  throw new AppError(
    'conflict',
    `These have chosen no other channel that works: ${list}. Name one that takes its place (replaceWith), or remove it all the same (force): then the default channels are told.`,
    { reason: 'CHANNEL_NEEDED' },
  );
}

/** Puts another channel in the place of one wherever it was chosen. Safe to repeat. Throws conflict. */
export async function replaceChannel(
  ports: UserPorts,
  change: { id: string; by: string },
): Promise<void> {
  for (const { id } of await ports.targets.namingChannel(change.id)) {
    await replaceInTarget(ports, id, change);
  }
  const { adminChannelIds } = await ports.settings.get();
  if (adminChannelIds?.includes(change.id)) {
    const ids = adminChannelIds.map((one) => (one === change.id ? change.by : one));
    await ports.settings.update({ adminChannelIds: [...new Set(ids)] });
  }
  await replaceInPolicies(ports, change);
  // What is open may be told to the other one now.
  await ports.alerts.lookAgain(ports.now(), null);
}

async function replaceInPolicies(
  { alertRules }: Pick<UserPorts, 'alertRules'>,
  change: { id: string; by: string },
): Promise<void> {
  for (let i = 0; i < MAX_TRIES; i++) {
    const { version, ...rules } = await alertRules.get();
    const policies = policiesWithChannelReplaced(rules.policies, change);
    if (await alertRules.replace(version, { ...rules, policies })) return;
  }
  throw raced();
}

async function replaceInTarget(
  { targets, changes }: UserPorts,
  targetId: string,
  change: { id: string; by: string },
): Promise<void> {
  for (let i = 0; i < MAX_TRIES; i++) {
    const target: TargetRecord | null = await targets.get(targetId);
    if (!target) return;
    const alerting = withChannelReplaced(target.alerting, change);
    if (await targets.change(targetId, target.version, { alerting })) {
      await changes.publish([{ type: 'target', id: targetId }]);
      return;
    }
  }
  throw raced();
}

const raced = (): AppError =>
  new AppError('conflict', 'This is being changed by somebody else. Try again.');
