import {
  AppError,
  type Deciding,
  notFound,
  type Target,
  type TargetChange,
  type TargetRecord,
} from '@app/domain';
import type { Ports } from '../ports/index.ts';
import { answerTarget, type ShowPorts } from './to-target.ts';

export type ChangePorts = ShowPorts & Pick<Ports, 'targets' | 'changes' | 'newId'>;

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
  decide: (
    deps: Deciding,
    target: TargetRecord,
  ) => Promise<TargetChange | null> | TargetChange | null,
): Promise<{ target: Target; record: TargetRecord }> {
  for (let i = 0; i < MAX_TRIES; i++) {
    const before = await ports.targets.get(id);
    if (!before) throw notFound('target');
    const change = await decide({ now: ports.now(), newId: ports.newId }, before);
    if (!change) return { target: await answerTarget(ports, before), record: before };
    if (await ports.targets.change(id, before.version, change)) {
      await ports.changes.publish([{ type: change.removedAt ? 'removed' : 'target', id }]);
      const intents = [...before.intents, ...(change.intents ?? [])];
      const gaps = [...before.gaps, ...(change.gap ? [change.gap] : [])];
      const record = { ...before, ...change, intents, gaps };
      return { target: await answerTarget(ports, record), record };
    }
  }
  throw new AppError('conflict', 'The target is being changed by somebody else. Try again.');
}
