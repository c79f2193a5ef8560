import { buildApps } from '../build/build-apps.ts';
import { step } from '../terminal.ts';
import { type Batches, playAll } from './play.ts';
import { clockJumps } from './scenarios/clock.ts';
import { deadNames } from './scenarios/dead-names.ts';
import { deadRouter } from './scenarios/dead-router.ts';
import { fullDisk } from './scenarios/full-disk.ts';
import { hungProcess } from './scenarios/hung.ts';
import { hanging } from './scenarios/hanging.ts';
import { hostile } from './scenarios/hostile.ts';
import { massOutage } from './scenarios/mass-outage.ts';
import { outages } from './scenarios/outage.ts';
import { race } from './scenarios/race.ts';
import { rotation } from './scenarios/rotation.ts';
import { silentHost } from './scenarios/silent-host.ts';
import { slowStore } from './scenarios/slow-store.ts';
import { hurtInSteps } from './scenarios/steps.ts';

/*
 * Hurts real processes on real servers and looks whether checks go on: `npm run proof:faults`. Words on the
 * command line choose the scenarios whose name holds one of them.
 */

const BATCHES: Batches = [
  outages,
  [
    ...hurtInSteps,
    ...clockJumps,
    rotation,
    silentHost,
    slowStore,
    hungProcess,
    deadRouter,
    fullDisk,
  ],
  [race],
  [hanging, deadNames],
  [hostile],
  [massOutage],
];

await playAll(BATCHES, process.argv.slice(2), () =>
  step('Building the apps and the document server', () => buildApps('apps/api')),
);
