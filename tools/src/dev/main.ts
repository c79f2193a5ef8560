import { inOneLine } from '../refusal.ts';
import { ServedApps, type Output } from '../serve/serve-app.ts';
import { readSettings } from '../settings/read-settings.ts';
import { startWeb, type WebProgram } from '../serve/web-program.ts';
import { onWishToStop } from '../processes/ask-to-stop.ts';
import { checkPort } from '../start/check-port.ts';
import { localBase } from '../start/local-base.ts';
import { say } from '../terminal.ts';
import { prefixLines } from './prefix-lines.ts';

const KILLED = 130;

let apps: ServedApps | undefined;
let web: WebProgram | undefined;
const stopping = new AbortController();

for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

onWishToStop(
  () => {
    stopping.abort();
    say('\nStopping ... (once more ends it at once)');
    void stop(0);
  },
  () => {
    apps?.kill();
    web?.kill();
    process.exit(KILLED);
  },
);

const writers = {
  api: prefixLines('api   ', say),
  worker: prefixLines('worker', say),
  web: prefixLines('web   ', say),
};
const output: Output = { say, write: (program, text) => writers[program](text) };

try {
  await start();
} catch (error) {
  if (!stopping.signal.aborted) {
    process.stderr.write(`${inOneLine(error)}\n`);
    await stop(1);
  }
}

async function start(): Promise<void> {
  const env = readSettings();
  await checkPort(env.host, env.port);
  apps = new ServedApps(env, output);
  await apps.start(['api', 'worker']);
  stopping.signal.throwIfAborted();
  web = await startWeb(localBase(env), output);
  await web.ready(stopping.signal);
  if (stopping.signal.aborted) return;
  say(`\nReady: ${web.url}\n`);
  say(`  Api    ${env.publicUrl}`);
  say('  Change a source file and see it. Ctrl-C stops everything.\n');
}

async function stop(code: number): Promise<never> {
  await Promise.all([web?.stop(), apps?.stop()]);
  if (code === 0) say('Stopped.');
  process.exit(code);
}
