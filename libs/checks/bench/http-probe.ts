/**
 * CPU of one http check beside a bare undici Client per request, on the same server in the same run:
 *   node --conditions=@app/source libs/checks/bench/http-probe.ts
 * Prints the ratio; the bar is 2.0.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import {
  DEFAULT_EXPECTATION,
  DEFAULT_REQUEST,
  describeFailure,
  type HttpProbeRequest,
} from '@app/domain';
import { createEgressGuard } from '@app/platform';
import { Client } from 'undici';
import { createHttpProbe } from '../src/http/probe.ts';

const CHECKS = 4_000;
const ROUNDS = 5;
const IN_FLIGHT = 64;
const BAR = 2;
const PAGE = 'x'.repeat(1_000);
const ANSWER = `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\ncontent-length: ${PAGE.length}\r\n\r\n${PAGE}`;

/** The server runs in a process of its own, so that only the client's CPU is measured. */
function serve(): void {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(ANSWER));
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

/** Milliseconds of CPU per call. */
async function measure(call: () => Promise<unknown>): Promise<number> {
  let left = CHECKS;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await call();
  };
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / CHECKS;
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function main(): Promise<void> {
  const child = fork(import.meta.filename, ['serve'], { execArgv: process.execArgv });
  const [port] = (await once(child, 'message')) as [number];
  const origin = `http://127.0.0.1:${port}`;
  const egress = createEgressGuard({ policy: { mode: 'allow-private', allow: [], own: [] } });
  const probe = createHttpProbe({ egress, userAgent: 'mini-netumo/bench (+uptime check)' });
  const check: HttpProbeRequest = {
    url: `${origin}/`,
    request: DEFAULT_REQUEST,
    expect: DEFAULT_EXPECTATION,
    slowMs: null,
  };
  const probed = async (): Promise<void> => {
    const { outcome, failure } = await probe(check, {});
    if (outcome !== 'ok') throw new Error(failure ? describeFailure(failure) : outcome);
  };
  const bare = async (): Promise<void> => {
    const client = new Client(origin);
    const { body } = await client.request({ path: '/', method: 'GET' });
    await body.dump();
    await client.close();
  };
  await measure(bare);
  await measure(probed);
  const ratios: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const bareMs = await measure(bare);
    const probeMs = await measure(probed);
    ratios.push(probeMs / bareMs);
    console.log(
      `round ${round}: bare ${bareMs.toFixed(3)} ms, probe ${probeMs.toFixed(3)} ms, ratio ${(probeMs / bareMs).toFixed(2)}`,
    );
  }
  child.kill();
  const ratio = median(ratios);
  console.log(`http probe: ${ratio.toFixed(2)} times the bare client (bar ${BAR})`);
  process.exitCode = ratio <= BAR ? 0 : 1;
}

if (process.argv[2] === 'serve') serve();
else await main();
