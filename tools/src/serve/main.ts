import { inOneLine, Refusal } from '../refusal.ts';
import { onWishToStop } from '../processes/ask-to-stop.ts';
import { checkPort } from '../start/check-port.ts';
import { say } from '../terminal.ts';
import { readSettings } from '../settings/read-settings.ts';
import { ServedApps, type AppName } from './serve-app.ts';

const KILLED = 130;

let served: ServedApps | undefined;
const stopping = new AbortController();

for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

onWishToStop(
  () => {
    stopping.abort();
    void stop(0);
  },
  () => {
    served?.kill();
    process.exit(KILLED);
  },
);

try {
  await start(process.argv[2]);
} catch (error) {
  if (!stopping.signal.aborted) {
    process.stderr.write(`${inOneLine(error)}\n`);
    await stop(1);
  }
}

async function start(name: string | undefined): Promise<void> {
  const app = appNamed(name);
  const env = readSettings();
  if (app === 'api') await checkPort(env.host, env.port);
  served = new ServedApps(env, { say, write: (_app, text) => process.stdout.write(text) });
  await served.start([app]);
  if (app === 'api') say(`The api listens at ${env.publicUrl}`);
  say(`The ${app} starts anew when a source file changes. Ctrl-C stops it.`);
}

async function stop(code: number): Promise<never> {
  await served?.stop();
  if (code === 0) say('Stopped.');
  process.exit(code);
}

function appNamed(name: string | undefined): AppName {
  if (name === 'api' || name === 'worker') return name;
  throw new Refusal('Say which app to run: api or worker.');
}
