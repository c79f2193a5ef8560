import type { Ports } from '../ports/index.ts';
import { LeasedPoller, type LeasedPollerParts } from './leased-poller.ts';
import type { CheckRunner, CheckSteps } from './run-check.ts';

/** Checks of one kind that any worker takes as they fall due: where they are claimed, and how they are carried out. */
export type PolledChecks<Item, Finished> = CheckSteps<Item, Finished> &
  Omit<LeasedPollerParts<Item>, 'run' | 'log' | 'now' | 'newId'>;

/** Claims checks of a kind as they fall due, and runs each until it is recorded. */
export const pollChecks = <Item, Finished>(
  ports: Pick<Ports, 'log' | 'now' | 'newId'>,
  runner: CheckRunner,
  checks: PolledChecks<Item, Finished>,
): LeasedPoller<Item> =>
  new LeasedPoller({
    ...checks,
    ...ports,
    run: (item, signal) => runner.complete(checks, item, signal),
  });
