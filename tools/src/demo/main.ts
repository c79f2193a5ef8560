import { createApiClient } from '../api-client.ts';
import { isReady, startOwnProduct, type OwnProduct } from '../own-product.ts';
import { inOneLine } from '../refusal.ts';
import { onWishToStop } from '../processes/ask-to-stop.ts';
import { readSettings } from '../settings/read-settings.ts';
import { localBase } from '../start/local-base.ts';
import { say, step } from '../terminal.ts';
import { inWorkspace } from '../workspace.ts';
import { type Authority, openAuthority } from './authority.ts';
import { openShow, type Show } from './open-show.ts';
import { type DemoRegistry, startRegistry } from './registry.ts';
import { EXHIBITS } from './show.ts';
import { tellAlerts } from './tell-alerts.ts';
import { pauseTargets, watchDomains, watchTargets } from './watch-targets.ts';

const KILLED = 130;

const ending = new AbortController();
let show: Show | undefined;
let own: OwnProduct | undefined;
let authority: Authority | undefined;
let registry: DemoRegistry | undefined;
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
  const base = localBase(env);
  const isForeign = await isReady(base);
  if (!isForeign) [authority, registry] = [await openAuthority(), await startRegistry()];
  show = await openShow(EXHIBITS, authority ?? null);
  // Data of its own unless somebody names a folder, so that the demo never mixes with what is really watched.
  const dataDir = process.env['DATA_DIR'] ?? inWorkspace('data-demo');
  if (authority && registry) {
    own = await startOwnProduct(base, {
      DATA_DIR: dataDir,
      EXTRA_CA_FILE: authority.file,
      RDAP_BOOTSTRAP_URL: registry.listUrl,
    });
  } else say(`The product already runs at ${base}; the demo joins it.`);

  const api = createApiClient(base);
  const ids = await watchTargets(api, { hasAuthority: !isForeign });
  // A product that goes on without the sites should not raise alerts about them.
  if (isForeign) tidyUp = () => pauseTargets(api, ids).catch(() => undefined);
  else {
    await watchDomains(api);
    await step('Making 90 days of history', () => api.examples.add.mutate());
  }
  show.flap();
  void own?.exited.then(() => end(1));

  say('\nThese sites are watched every 20 s, tagged "demo":\n');
  for (const { name, shows, certificateDays } of EXHIBITS) {
    if (certificateDays === undefined || !isForeign) say(`  ${name.padEnd(20)} ${shows}`);
  }
  if (!isForeign) {
    say(
      '\nBeside them: domains that end soon, and examples with 90 days of history, an outage that',
    );
    say('somebody has taken on, and maintenance.');
  }
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
  await registry?.close();
  authority?.close();
  if (code === 0) say('The demo has ended.');
  process.exit(code);
}
