/**
 * The baseline, as a process of its own: a bare undici loop with a new connection per request.
 * Arguments: port, requests in flight, seconds. Tells its CPU per request and its rate over IPC.
 */
import { Client } from 'undici';

/** Milliseconds of CPU per request, and requests per second. */
export interface BareFigures {
  cpuMs: number;
  perSecond: number;
  /** Measured latencies in milliseconds, by the path that the site knows the request by. */
  latencies: Record<string, number>;
}

const [port = '', inFlight = '', seconds = ''] = process.argv.slice(2);
const origin = `http://127.0.0.1:${port}`;

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
  let done = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() - from < ms) {
      const path = `bare-${done++}`;
      latencies[path] = await ask(path);
    }
  };
  await Promise.all(Array.from({ length: Number(inFlight) }, loop));
  const { user, system } = process.cpuUsage(before);
  return {
    cpuMs: (user + system) / 1_000 / done,
    perSecond: done / ((performance.now() - from) / 1_000),
    latencies,
  };
}

await run(1_000);
process.send?.(await run(Number(seconds) * 1_000), () => process.disconnect());
