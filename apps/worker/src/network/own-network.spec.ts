import type { AskNetwork, NetworkPath, NetworkQuestion } from '@app/checks';
import type { NetworkEvidence, Suspicion } from '@app/domain';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { OwnNetwork } from './own-network.ts';

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const T0 = Date.parse('2026-01-01T12:00:00Z');

/** A machine with a network that can be cut, and a clock that is set by hand. */
function stage({ watchMs = 60_000 } = {}) {
  let now = T0;
  let route: NetworkPath['route'] = 'present';
  let gateway: NetworkEvidence['gateway'] = 'alive';
  const alive = new Set<string>();
  const questions: NetworkQuestion[] = [];
  let returns = 0;
  const path = (family: 4 | 6): NetworkPath => ({
    key: `ipv${family}`,
    family,
    route: family === 6 ? 'missing' : route,
    isDefault: true,
    gateway: '192.0.2.1',
  });
  const ask: AskNetwork = async (question) => {
    questions.push(question);
    await Promise.resolve();
    const answered = question.witnesses.filter(({ address }) => alive.has(address));
    const silent = question.witnesses.filter(({ address }) => !alive.has(address));
    return {
      route: question.path.route,
      isDefault: true,
      gateway,
      canaries: { answered: 0, silent: 0 },
      resolver: 'not-asked',
      targets: { answered: answered.length, silent: silent.map(({ address }) => address) },
    };
  };
  const network = new OwnNetwork({
    ask,
    now: () => new Date(now),
    log,
    onReturn: () => returns++,
    paths: { to: (address) => path(address.includes(':') ? 6 : 4), byDefault: path },
    watchMs,
  });
  onTestFinished(() => network.stop());
  return {
    network,
    questions,
    alive,
    returns: () => returns,
    pass: (seconds: number) => (now += seconds * 1_000),
    cut: (how: { route?: NetworkPath['route']; gateway?: NetworkEvidence['gateway'] }) => {
      route = how.route ?? route;
      gateway = how.gateway ?? gateway;
    },
    good: (address: string) => network.answered(address, 80, new Date(now)),
    fail: (address: string | null, over: Partial<Suspicion> = {}) =>
      network.explain({
        address,
        port: 80,
        name: null,
        wasGood: true,
        isKnownDown: false,
        startedAt: new Date(now - 100),
        endedAt: new Date(now),
        ...over,
      }),
  };
}

const A = '198.51.100.1';
const B = '203.0.113.1';

describe('the own network', () => {
  it('is seen to be away although a clock that was ahead has dated answers in the future', async () => {
    const { fail, cut, good, pass, alive } = stage();
    pass(3_600);
    good(B);
    alive.add(B);
    expect(await fail(A)).toBeNull();
    pass(60);
    expect(await fail(A)).toBeNull();
    pass(-3_660);
    good(B);
    cut({ gateway: 'dead' });
    alive.delete(B);
    pass(60);
    expect(await fail(A)).toMatchObject({ cause: 'gateway' });
  });

  it('explains nothing by a return that a clock which was ahead has dated in the future', async () => {
    const { fail, cut, good, pass, returns } = stage({ watchMs: 1 });
    cut({ gateway: 'dead' });
    expect(await fail(A)).not.toBeNull();
    pass(3_600);
    cut({ gateway: 'alive' });
    await vi.waitUntil(() => returns() > 0);
    pass(-3_500);
    good(B);
    expect(await fail(A)).toBeNull();
  });

  it('is away when its gateway is dead: nobody is blamed', async () => {
    const { network, fail, cut } = stage();
    cut({ gateway: 'dead' });
    expect(await fail(A)).toMatchObject({ cause: 'gateway', gateway: '192.0.2.1', family: null });
    expect(network.offline).toHaveLength(1);
  });

  it('is away without a route, also for names that it cannot look up any more', async () => {
    const { fail, cut, good, pass, alive } = stage();
    alive.add(B);
    good(B);
    pass(5);
    expect(await fail(A)).toBeNull();
    cut({ route: 'missing' });
    alive.clear();
    pass(20);
    expect(await fail(A)).toMatchObject({ cause: 'no-route' });
    expect(await fail(null)).toMatchObject({ cause: 'no-route' });
  });

  it('is not missed by a machine that never led outside', async () => {
    const { fail, cut, questions } = stage();
    cut({ route: 'missing' });
    expect(await fail(null)).toBeNull();
    expect(questions).toEqual([]);
  });

  it('is not suspected for a name whose servers fail while others are answered', async () => {
    const { fail, cut, questions } = stage();
    cut({ gateway: 'dead' });
    expect(await fail(null, { isNameAtFault: true })).toBeNull();
    expect(questions).toEqual([]);
    expect(await fail(A)).toMatchObject({ cause: 'gateway' });
    expect(await fail(null, { isNameAtFault: true })).toMatchObject({ cause: 'gateway' });
  });

  it('never explains what happens on this machine', async () => {
    const { fail, cut, questions } = stage();
    cut({ gateway: 'dead' });
    expect(await fail('127.0.0.1')).toBeNull();
    expect(await fail('::1')).toBeNull();
    expect(questions).toEqual([]);
  });

  it('is in order when another target answers: failures are real, however many', async () => {
    const { fail, cut, good, pass, alive, questions } = stage();
    alive.add(B);
    good(B);
    cut({ gateway: 'dead' });
    pass(5);
    const many = Array.from({ length: 300 }, (_, i) => fail(`198.51.${i % 250}.${i % 200}`));
    expect(new Set(await Promise.all(many))).toEqual(new Set([null]));
    expect(questions.length).toBeLessThanOrEqual(2);
  });

  it('is not asked about while checks of others get through', async () => {
    const { fail, good, questions } = stage();
    good(B);
    expect(await fail(A)).toBeNull();
    expect(questions).toEqual([]);
  });

  it('asks anew when the last answer is old, and not for what is down anyway', async () => {
    const { fail, good, pass, questions, alive } = stage();
    alive.add(B);
    good(B);
    pass(5);
    expect(await fail(A, { isKnownDown: true })).toBeNull();
    expect(questions).toHaveLength(0);
    expect(await fail(A)).toBeNull();
    expect(questions).toHaveLength(1);
  });

  it('takes no failure of a target for a proof that it works', async () => {
    const { fail, cut } = stage();
    cut({ gateway: 'dead' });
    await fail(A);
    expect(await fail(B)).toMatchObject({ cause: 'gateway' });
  });

  it('comes back by itself, and explains what began before that', async () => {
    const { network, fail, cut, returns, pass } = stage({ watchMs: 1 });
    cut({ gateway: 'dead' });
    await fail(A);
    const offline = network.offline[0];
    expect(offline && network.isAway(offline)).toBe(true);
    pass(60);
    cut({ gateway: 'alive' });
    await expect.poll(() => network.offline).toEqual([]);
    expect(returns()).toBe(1);
    expect(offline && network.isAway(offline)).toBe(false);
    pass(5);
    expect(await fail(A, { startedAt: new Date(T0 + 50_000) })).toEqual(offline);
    pass(60);
    expect(await fail(A)).toBeNull();
  });

  it('forgets targets that failed for themselves: their silence is no sign later on', async () => {
    const { fail, pass, alive, good } = stage();
    const others = ['192.0.2.9', '198.51.100.9'];
    alive.add(B);
    for (const other of others) {
      good(B);
      pass(300);
      expect(await fail(other)).toBeNull();
    }
    alive.clear();
    pass(300);
    // Behind a gateway that lives, B alone is an outage of B.
    expect(await fail(B)).toBeNull();
  });

  it('is away for one family of addresses only, and complains of none that it never had', async () => {
    const { network, fail, good, pass, alive } = stage();
    const site = '2001:db8:1::1';
    expect(await fail(site)).toMatchObject({ cause: 'no-route', family: 'IPv6' });
    expect(network.offline).toEqual([]);
    good(site);
    expect(network.offline).toMatchObject([{ family: 'IPv6' }]);
    alive.add(B);
    good(B);
    pass(5);
    expect(await fail(A)).toBeNull();
  });

  it('is away when three networks fall silent at once behind a gateway that lives', async () => {
    const { fail, good, pass } = stage();
    for (const address of [A, B, '192.0.2.200']) good(address);
    pass(5);
    expect(await fail(A)).toMatchObject({ cause: 'silence' });
  });

  it('names the time of the first failure', async () => {
    const { fail, cut } = stage();
    cut({ gateway: 'dead' });
    const offline = await fail(A, { startedAt: new Date(T0 - 10_000) });
    expect(offline?.since).toEqual(new Date(T0 - 10_000));
  });
});
