import type { BlindReason } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** What passes with a network that is back. */
const REASONS: readonly BlindReason[] = ['offline', 'network', 'resolver'];
/** Checks begun in a second, so that no burst follows a time offline. */
const BATCH = 200;
const STEP_MS = 1_000;

/**
 * Checks everything again that could not be seen while the network was away, without waiting for its next slot. What
 * fails here is made good by the slots themselves, so it only is logged.
 */
export async function recheckUnseen(
  { ports }: Context<Pick<Ports, 'targets' | 'queue' | 'now' | 'log'>>,
  partitions: readonly number[],
): Promise<void> {
  let at = ports.now();
  try {
    for (const why of REASONS) {
      for (let found = BATCH; found === BATCH;) {
        const planned = await ports.targets.recheckBlind({ why, partitions, at, limit: BATCH });
        await ports.queue.enqueueChecks(planned);
        found = planned.length;
        if (found > 0) at = new Date(at.getTime() + STEP_MS);
      }
    }
  } catch (error) {
    ports.log.warn({ err: error }, 'what was not seen waits for its next slots');
  }
}
