import { partitionOf, PARTITIONS } from '@app/domain';
import { newId } from '@app/persistence';
import { until, type Stage } from './stage.ts';
import { addTarget } from './targets.ts';

const INTERVAL_SECONDS = 86_400;
const WITHIN_MS = 60_000;

/** Waits until workers hold every partition: one that was just started takes its time on a busy machine. */
export async function untilAtWork({ stores, site }: Stage): Promise<void> {
  for (let partition = 0; partition < PARTITIONS; partition++) {
    let id = newId();
    while (partitionOf(id) !== partition) id = newId();
    await addTarget(stores, {
      id,
      url: site.urlOf(`first ${partition}`, partition),
      intervalSeconds: INTERVAL_SECONDS,
      dueAt: new Date(),
    });
  }
  if (await until(() => site.asked >= PARTITIONS, WITHIN_MS)) return;
  throw new Error('The worker did not begin to check.');
}
