import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createEgressGuard } from '@app/platform';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startBlackHole } from '../testing/black-hole.ts';
import { createNetworkQuestion } from './ask-network.ts';
import type { NetworkPath } from './path.ts';

const PATH: NetworkPath = {
  key: 'ipv4',
  family: 4,
  route: 'present',
  isDefault: true,
  gateway: null,
};

const guard = createEgressGuard({ policy: { mode: 'allow-private', allow: [], own: [] } });
const strict = createEgressGuard({ policy: { mode: 'public-only', allow: [], own: [] } });

/** A port of this machine at which somebody listens, or nobody any more. */
async function port({ isOpen }: { isOpen: boolean }): Promise<number> {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  if (isOpen) onTestFinished(() => void server.close());
  else server.close();
  if (!isOpen) await once(server, 'close');
  return taken;
}

/** A port that swallows connections. */
async function silentPort(): Promise<number> {
  const free = await port({ isOpen: false });
  await startBlackHole(free, '127.0.0.1');
  return free;
}

const witness = (at: number) => ({ address: '127.0.0.1', port: at });

describe('the question whether our own network works', () => {
  it('is settled by the first target that answers, whoever else is silent', async () => {
    const ask = createNetworkQuestion({ guard, canaries: [], timeoutMs: 60_000 });
    const witnesses = [witness(await silentPort()), witness(await port({ isOpen: true }))];
    const evidence = await ask({ path: PATH, witnesses, name: null });
    expect(evidence.targets.answered).toBe(1);
  });

  it('takes a refusal for an answer', async () => {
    const ask = createNetworkQuestion({ guard, canaries: [], timeoutMs: 60_000 });
    const witnesses = [witness(await port({ isOpen: false }))];
    const evidence = await ask({ path: PATH, witnesses, name: null });
    expect(evidence.targets).toEqual({ answered: 1, silent: [] });
  });

  it('names who was silent', async () => {
    const ask = createNetworkQuestion({ guard, canaries: [], timeoutMs: 50 });
    const evidence = await ask({
      path: PATH,
      witnesses: [witness(await silentPort())],
      name: null,
    });
    expect(evidence).toMatchObject({
      gateway: 'none',
      resolver: 'not-asked',
      targets: { answered: 0, silent: ['127.0.0.1'] },
    });
  });

  it('asks canaries, and takes one without an answer for silent', async () => {
    const open = await port({ isOpen: true });
    const canary = (at: number) => ({ host: 'localhost', port: at });
    const ask = createNetworkQuestion({ guard, canaries: [canary(open)], timeoutMs: 60_000 });
    const none = { path: PATH, witnesses: [], name: null };
    expect((await ask(none)).canaries).toEqual({ answered: 1, silent: 0 });
    const canaries = [canary(await silentPort())];
    const impatient = createNetworkQuestion({ guard, canaries, timeoutMs: 50 });
    expect((await impatient(none)).canaries).toEqual({ answered: 0, silent: 1 });
  });

  it('asks nobody whom the policy forbids', async () => {
    const at = await port({ isOpen: true });
    const canaries = [{ host: '127.0.0.1', port: at }];
    const ask = createNetworkQuestion({ guard: strict, canaries });
    const path = { ...PATH, gateway: '127.0.0.1' };
    expect(await ask({ path, witnesses: [witness(at)], name: null })).toMatchObject({
      gateway: 'unclear',
      canaries: { answered: 0, silent: 0 },
      targets: { answered: 0, silent: [] },
    });
  });

  it('takes a gateway that refuses for one that is alive', async () => {
    const ask = createNetworkQuestion({ guard, canaries: [], timeoutMs: 60_000 });
    const path = { ...PATH, gateway: '127.0.0.1' };
    expect((await ask({ path, witnesses: [], name: null })).gateway).toBe('alive');
  });
});
