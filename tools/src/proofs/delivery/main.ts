import { buildApps } from '../../build/build-apps.ts';
import { type Batches, playAll } from '../../faults/play.ts';
import { step } from '../../terminal.ts';
import { acknowledged } from './scenarios/acknowledged.ts';
import { changedMeanwhile } from './scenarios/changed-meanwhile.ts';
import { flapping } from './scenarios/flapping.ts';
import { frozenInSteps } from './scenarios/frozen-in-steps.ts';
import { killedAgain } from './scenarios/killed-again.ts';
import { killedInSteps } from './scenarios/killed-in-steps.ts';
import { providers } from './scenarios/providers.ts';
import { queueAway } from './scenarios/queue-away.ts';
import { raced } from './scenarios/raced.ts';
import { slowStore } from './scenarios/slow-store.ts';
import { stopped } from './scenarios/stopped.ts';
import { storeAway } from './scenarios/store-away.ts';
import { storm } from './scenarios/storm.ts';

/*
 * Hurts real processes, and the providers that they send to, and looks whether every alert reaches people:
 * `npm run proof:delivery`. Words on the command line choose the scenarios whose name holds one of them.
 */

/** What mostly waits is played side by side, in sequences that take about as long; the storm has the machine for itself. */
const BATCHES: Batches = [
  [
    providers,
    slowStore,
    [flapping, killedAgain],
    [...queueAway, killedInSteps, stopped, raced],
    storeAway,
    [frozenInSteps, acknowledged, changedMeanwhile],
  ],
  [storm],
];

await playAll(BATCHES, process.argv.slice(2), () =>
  step('Building the apps and the document server', () => buildApps('apps/api')),
);
