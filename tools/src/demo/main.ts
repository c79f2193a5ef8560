import { createApiClient } from '../api-client.ts';
import { isReady, startOwnProduct, type OwnProduct } from '../own-product.ts';
import { inOneLine } from '../refusal.ts';
import { onWishToStop } from '../processes/ask-to-stop.ts';
import { readSettings } from '../settings/read-settings.ts';
import { say } from '../terminal.ts';
import { inWorkspace } from '../workspace.ts';
import { openShow, type Show } from './open-show.ts';
import { EXHIBITS } from './show.ts';
import { tellAlerts } from './tell-alerts.ts';
import { pauseTargets, watchTargets } from './watch-targets.ts';

const KILLED = 130;

const ending = new AbortController();
let show: Show | undefined;
let own: OwnProduct | undefined;
let tidyUp: () => Promise<void> = async () => undefined;

onWishToStop(
  () => void end(0),
  () => process.exit(KILLED),
);

try {
  await demo();
} catch (error) {
  if (!ending.signal.aborted) {
    process.stderr.write(`${inOneLine(error)}\n`);
    await end(1);
  }
}

async function demo(): Promise<void> {
  const env = readSettings();
  const base = `http://${env.host}:${String(env.port)}`;
  show = await openShow();
  const isForeign = await isReady(base);
  // Data of its own, so that the demo never mixes with what somebody really watches.
  if (!isForeign) own = await startOwnProduct(base, { DATA_DIR: inWorkspace('data-demo') });
  else say(`The product already runs at ${base}; the demo joins it.`);

  const api = createApiClient(base);
  const ids = await watchTargets(api);
  // A product that goes on without the sites should not raise alerts about them.
  if (isForeign) tidyUp = () => pauseTargets(api, ids).catch(() => undefined);
  show.flap();
  void own?.exited.then(() => end(1));

  say('\nThese sites are watched every 20 s, tagged "demo":\n');
  for (const { name, shows } of EXHIBITS) say(`  ${name.padEnd(20)} ${shows}`);
  say(
    `\nOpen ${env.publicUrl} and look on: within two minutes every colour, alerts and a recovery.`,
  );
  say('Ctrl-C ends the demo.\n');
  await tellAlerts(api, ids, ending.signal);
}

async function end(code: number): Promise<void> {
  if (ending.signal.aborted) return;
  ending.abort();
  await tidyUp();
  await show?.close();
  await own?.stop();
  if (code === 0) say('The demo has ended.');
  process.exit(code);
}
