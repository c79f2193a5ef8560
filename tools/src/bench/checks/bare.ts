/**
 * The baseline, as a process of its own: a bare undici loop with a new connection per request. Arguments: port, requests
 * in flight. Runs for as many milliseconds as it is told over IPC, and tells its CPU per request and what it measured.
 */
import { Client } from 'undici';

/** Milliseconds of CPU per request. */
export interface BareFigures {
  cpuMs: number;
  /** Measured latencies in milliseconds, by the path that the site knows the request by. */
  latencies: Record<string, number>;
}

const [port = '', inFlight = ''] = process.argv.slice(2);
const origin = `http://127.0.0.1:${port}`;
let begun = 0;

async function ask(path: string): Promise<number> {
  const from = performance.now();
  const client = new Client(origin);
  const { body } = await client.request({ path: `/${path}`, method: 'GET' });
  await body.dump();
  const latencyMs = performance.now() - from;
  await client.close();
  return latencyMs;
}

async function run(ms: number): Promise<BareFigures> {
  const from = performance.now();
  const before = process.cpuUsage();
  const latencies: Record<string, number> = {};
  const loop = async (): Promise<void> => {
    while (performance.now() - from < ms) {
      const path = `bare-${begun++}`;
      latencies[path] = await ask(path);
    }
  };
  await Promise.all(Array.from({ length: Number(inFlight) }, loop));
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1_000 / Object.keys(latencies).length, latencies };
}

process.on('message', (ms: number) => {
  void run(ms).then((figures) => process.send?.(figures));
});
process.on('disconnect', () => process.exit(0));
