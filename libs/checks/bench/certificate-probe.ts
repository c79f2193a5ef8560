/**
 * CPU of one certificate check beside a bare tls.connect, on the same server in the same run:
 *   node --conditions=@app/source libs/checks/bench/certificate-probe.ts
 * Both make a full handshake with a chain of three; the check judges it too. Prints the ratio; the bar is 2.0.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, createSecureContext, createServer } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { describeFailure } from '@app/domain';
import { createEgressGuard } from '@app/platform';
import { createCertificateProbe } from '../src/index.ts';
import { chainOf, issue } from '../src/testing/certificates.ts';

const CHECKS = 1_000;
const ROUNDS = 5;
const IN_FLIGHT = 16;
const BAR = 2;
const HOST = 'good.example';

interface Serving {
  readonly port: number;
  readonly root: string;
}

/** The server runs in a process of its own, so that only the client's CPU is measured. */
async function serve(): Promise<void> {
  const root = await issue({ name: 'Bench Root', authority: true });
  const intermediate = await issue({ name: 'Bench CA', authority: true }, root);
  const leaf = await issue({ name: HOST, names: [{ type: 'dns', value: HOST }] }, intermediate);
  const server = createServer({ key: leaf.key, cert: chainOf(leaf, intermediate) }, (socket) => {
    socket.on('error', () => undefined);
    socket.resume();
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1', () =>
    process.send?.({ port: (server.address() as AddressInfo).port, root: root.cert }),
  );
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
  const [{ port, root }] = (await once(child, 'message')) as [Serving];
  const egress = createEgressGuard({
    policy: { mode: 'allow-private', allow: [], own: [] },
    resolver: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
  });
  const probe = createCertificateProbe({ egress, trustedRoots: [root] });
  const request = { url: `https://${HOST}:${port}/`, timeoutMs: 10_000, ipFamily: 'auto' } as const;
  const probed = async (): Promise<void> => {
    const result = await probe(request, {});
    if (result.outcome !== 'ok') throw new Error(describeFailure(result.failure));
    if (result.findings[0]) throw new Error(result.findings[0].code);
  };
  const secureContext = createSecureContext({ ca: root });
  const bare = async (): Promise<void> => {
    const socket = connect({ host: '127.0.0.1', port, servername: HOST, secureContext });
    await once(socket, 'secureConnect');
    socket.destroy();
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
  console.log(`certificate probe: ${ratio.toFixed(2)} times the bare connect (bar ${BAR})`);
  process.exitCode = ratio <= BAR ? 0 : 1;
}

if (process.argv[2] === 'serve') await serve();
else await main();
