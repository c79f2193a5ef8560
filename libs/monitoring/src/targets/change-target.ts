import { DomainError, notFound, type Target } from '@app/domain';
import type { Ports, TargetChange } from '../ports.ts';
import type { TargetRecord } from '../records.ts';
import { toTargets } from './to-target.ts';

export type ChangePorts = Pick<Ports, 'targets' | 'alerts' | 'bell' | 'now'>;

const MAX_TRIES = 5;

/**
 * Reads a target, decides on a change and writes it, again from the start when somebody else was faster.
 * A running check loses its lease, so that a result from before the change is dropped.
 *
 * @param decide what to write, or null for nothing; may run several times
 * @returns the target before and after the change
 * @throws not-found; conflict after five lost races
 */
export async function changeTarget(
  ports: ChangePorts,
  id: string,
  decide: (target: TargetRecord) => Promise<TargetChange | null> | TargetChange | null,
): Promise<{ target: Target; record: TargetRecord }> {
  for (let i = 0; i < MAX_TRIES; i++) {
    const before = await ports.targets.get(id);
    if (!before) throw notFound('target');
    const change = await decide(before);
    if (!change) return await answer(ports, before);
    if (await ports.targets.change(id, before.version, change)) {
      await ports.bell.ring([{ type: change.removedAt ? 'removed' : 'target', id }]);
      return await answer(ports, {
        ...before,
        ...change,
        intents: [...before.intents, ...(change.intents ?? [])],
        gaps: [...before.gaps, ...(change.gap ? [change.gap] : [])],
      });
    }
  }
  throw new DomainError('conflict', 'The target is being changed by somebody else. Try again.');
}

async function answer(
  ports: ChangePorts,
  record: TargetRecord,
): Promise<{ target: Target; record: TargetRecord }> {
  const [target] = await toTargets(ports, [record]);
  if (!target) throw notFound('target');
  return { target, record };
}
