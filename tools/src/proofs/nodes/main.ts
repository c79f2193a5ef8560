import { buildApps } from '../../build/build-apps.ts';
import { playAll } from '../../faults/play.ts';
import { step } from '../../terminal.ts';
import { nodeGoes } from './scenarios/node-goes.ts';
import { redisGoes } from './scenarios/redis-goes.ts';
import { shared } from './scenarios/shared.ts';

/*
 * Two api processes behind a balancer without affinity, and two workers: whatever one of them was told the other one knows, and
 * nobody notices for long when one goes. `npm run proof:nodes`; words choose the scenarios whose name holds one of them.
 */

await playAll([[shared], [nodeGoes], [redisGoes]], process.argv.slice(2), () =>
  step('Building the apps and the document server', () => buildApps('apps/api')),
);
