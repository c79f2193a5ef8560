import { buildApps } from '../../build/build-apps.ts';
import { type Batches, playAll } from '../../faults/play.ts';
import { step } from '../../terminal.ts';
import { flapping } from './scenarios/flapping.ts';
import { killedInSteps } from './scenarios/killed-in-steps.ts';
import { providers } from './scenarios/providers.ts';
import { queueAway } from './scenarios/queue-away.ts';
import { slowStore } from './scenarios/slow-store.ts';
import { stopped } from './scenarios/stopped.ts';
import { storeAway } from './scenarios/store-away.ts';

/*
 * Hurts real processes, and the providers that they send to, and looks whether every alert reaches people:
 * `npm run proof:delivery`. Words on the command line choose the scenarios whose name holds one of them.
 */

const BATCHES: Batches = [
  [slowStore, flapping, [providers, stopped], [...queueAway, killedInSteps], storeAway],
];

await playAll(BATCHES, process.argv.slice(2), () =>
  step('Building the apps and the document server', () => buildApps('apps/api')),
);
