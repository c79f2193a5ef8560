import { describe, expect, it, vi } from 'vitest';
import { startDnsServer } from '../testing/dns-server.ts';
import { addresses, machine, type Machine } from '../testing/machine.ts';

describe('whose fault it is', () => {
  const withOthers = async (count = 2, limitMs = 300): Promise<Machine> => {
    const ready = await machine({ limitMs });
    for (let index = 0; index < count; index++) {
      ready.dns.set(`www.good${index}.example`, { a: ['127.0.0.1'], ttl: 5 });
      await ready.resolve(`www.good${index}.example`, 0);
    }
    ready.later(20_000);
    return ready;
  };

  it.each([
    ['servfail', 'ESERVFAIL'],
    ['refused', 'EREFUSED'],
    ['silent', 'ETIMEOUT'],
    ['nxdomain', 'ENOTFOUND'],
  ] as const)('is that of a name that is %s while others resolve', async (zone, code) => {
    const { dns, resolve } = await withOthers();
    dns.set('www.bad.example', zone);
    await expect(resolve('www.bad.example', 0)).rejects.toMatchObject({ code, fault: 'name' });
  });

  it.each(['servfail', 'refused', 'silent'] as const)(
    'is that of the resolver when names that were good are %s too, until it is back',
    async (zone) => {
      const { dns, resolve, later } = await withOthers();
      dns.all = zone;
      for (const name of ['www.good0.example', 'www.good1.example', 'www.new.example']) {
        await expect(resolve(name, 0)).rejects.toMatchObject({ fault: 'resolver' });
      }
      dns.all = null;
      later(3_000);
      expect(await addresses(resolve('www.good0.example', 0))).toEqual(['127.0.0.1']);
    },
  );

  it('is that of the resolver when it falls silent while the answer to an older question arrives', async () => {
    const { dns, resolve } = await withOthers();
    dns.isHolding = true;
    const older = resolve('www.good0.example', 4);
    await vi.waitUntil(() => dns.held.length > 0);
    dns.isHolding = false;
    dns.all = 'silent';
    const asked = dns.asked.length;
    const failing = expect(resolve('www.new.example', 4)).rejects.toMatchObject({
      fault: 'resolver',
    });
    await vi.waitUntil(() => dns.asked.length > asked);
    for (const release of dns.held) release();
    expect(await addresses(older)).toEqual(['127.0.0.1']);
    await failing;
  });

  it('is that of the resolver when it answered another after the question, and then nobody', async () => {
    const { dns, resolve, later } = await withOthers(2, 20_000);
    dns.set('www.bad.example', 'silent');
    const failing = expect(resolve('www.bad.example', 4)).rejects.toMatchObject({
      fault: 'resolver',
    });
    await vi.waitUntil(() => dns.asked.includes('A www.bad.example'));
    await resolve('www.good0.example', 4);
    dns.all = 'silent';
    const asked = dns.asked.length;
    later(30_000);
    await vi.waitUntil(() => dns.asked.length > asked);
    later(30_000);
    await failing;
  });

  it('is that of the resolver for a question that was open when it came back', async () => {
    const { dns, resolve, later } = await withOthers();
    dns.all = 'silent';
    await expect(resolve('www.good0.example', 4)).rejects.toMatchObject({ fault: 'resolver' });
    const asked = dns.asked.length;
    const failing = expect(resolve('www.new.example', 4)).rejects.toMatchObject({
      fault: 'resolver',
    });
    await vi.waitUntil(() => dns.asked.length > asked);
    dns.set('www.new.example', 'silent');
    dns.all = null;
    await resolve('www.good1.example', 4).catch(() => undefined);
    await failing;
    later(10_000);
    await expect(resolve('www.new.example', 4)).rejects.toMatchObject({ fault: 'name' });
  });

  it('is that of the resolver when nothing listens there', async () => {
    const { dns, resolve, later } = await withOthers();
    dns.close();
    await expect(resolve('www.good0.example', 0)).rejects.toMatchObject({ fault: 'resolver' });
    const { set } = await startDnsServer(dns.port);
    set('www.good0.example', { a: ['127.0.0.2'] });
    later(3_000);
    expect(await addresses(resolve('www.good0.example', 0))).toEqual(['127.0.0.2']);
  });

  it('is that of the only name when the resolver goes out into the world for another', async () => {
    const { dns, resolve } = await machine();
    dns.set('www.only.example', 'servfail');
    await expect(resolve('www.only.example', 0)).rejects.toMatchObject({ fault: 'name' });
    dns.others = 'servfail';
    await expect(resolve('www.next.example', 0)).rejects.toMatchObject({ fault: 'resolver' });
  });

  describe('behind a forwarder that answers from its cache while the world is out of reach', () => {
    /** A name expired in the cache; others are still answered, and no name that nobody asked for. */
    const withCache = async (limitMs?: number): Promise<Machine> => {
      const ready = await withOthers(2, limitMs);
      ready.later(60_000);
      await ready.resolve('www.good0.example', 0);
      await vi.waitUntil(() => ready.dns.asked.some(isUnheardOf));
      ready.later(20_000);
      return ready;
    };
    const isUnheardOf = (asked: string): boolean => /^A [0-9a-f]{16}\.example$/.test(asked);

    it.each(['servfail', 'refused', 'silent'] as const)(
      'is that of the resolver when a name is %s',
      async (zone) => {
        const { dns, resolve, later } = await withCache();
        dns.others = zone;
        dns.set('www.good0.example', zone);
        const failing = expect(resolve('www.good0.example', 0)).rejects.toMatchObject({
          fault: 'resolver',
        });
        await resolve('www.good1.example', 0);
        await failing;
        dns.others = 'nxdomain';
        later(10_000);
        await expect(resolve('www.good0.example', 0)).rejects.toMatchObject({ fault: 'name' });
      },
    );

    it('is that of the resolver also when the time of the one who asks is over first', async () => {
      const { dns, resolve } = await withCache(60_000);
      dns.others = 'silent';
      dns.set('www.good0.example', 'silent');
      const stop = new AbortController();
      const asked = dns.asked.length;
      const failing = resolve('www.good0.example', 0, stop.signal);
      await vi.waitUntil(() => dns.asked.length > asked);
      await resolve('www.good1.example', 0);
      stop.abort(new Error('deadline'));
      await expect(failing).rejects.toMatchObject({ code: 'ETIMEOUT', fault: 'resolver' });
    });

    it('is that of the name where no unknown name was ever answered', async () => {
      const { dns, resolve, later } = await machine();
      dns.others = 'servfail';
      dns.set('www.good.example', { a: ['127.0.0.1'], ttl: 5 });
      for (const ms of [0, 70_000]) {
        later(ms);
        await resolve('www.good.example', 0);
      }
      await expect(resolve('www.dead.example', 0)).rejects.toMatchObject({ fault: 'name' });
    });

    it('is that of the name when its whole zone at the top is broken and others are not', async () => {
      const { dns, resolve, later } = await withCache();
      dns.set('www.good.test', { a: ['127.0.0.1'], ttl: 5 });
      await resolve('www.good.test', 0);
      await vi.waitUntil(() => dns.asked.some((one) => /^A [0-9a-f]{16}\.test$/.test(one)));
      later(20_000);
      dns.broken = 'test';
      await expect(resolve('www.good.test', 0)).rejects.toMatchObject({ fault: 'name' });
    });
  });

  it('is that of the names when all of one owner fail together', async () => {
    const { dns, resolve, later } = await machine();
    const names = ['www', 'api', 'shop', 'mail'].map((label) => `${label}.owner.example`);
    for (const name of names) {
      dns.set(name, { a: ['127.0.0.1'], ttl: 5 });
      await resolve(name, 0);
    }
    later(20_000);
    for (const name of names) dns.set(name, 'servfail');
    for (const name of names) {
      await expect(resolve(name, 0)).rejects.toMatchObject({ fault: 'name' });
    }
  });

  it('is that of the resolver when it suddenly knows nobody', async () => {
    const { dns, resolve } = await withOthers(6);
    dns.all = 'nxdomain';
    const faults: unknown[] = [];
    for (let index = 0; index < 6; index++) {
      await resolve(`www.good${index}.example`, 0).catch((error: unknown) => faults.push(error));
    }
    expect(faults.at(-1)).toMatchObject({ code: 'ENOTFOUND', fault: 'resolver' });
  });

  it('is that of the resolver when it denies the zone at the top that it knew', async () => {
    const { dns, resolve, later } = await withOthers(1);
    dns.set('example', {});
    later(60_000);
    await resolve('www.good0.example', 0);
    await vi.waitUntil(() => dns.asked.includes('A example'));
    later(20_000);
    await expect(resolve('www.gone.example', 0)).rejects.toMatchObject({ fault: 'name' });
    later(20_000);
    dns.all = 'nxdomain';
    for (const name of ['www.good0.example', 'www.new.example']) {
      await expect(resolve(name, 0)).rejects.toMatchObject({
        code: 'ENOTFOUND',
        fault: 'resolver',
      });
    }
    later(20_000);
    dns.all = null;
    dns.set('www.good0.example', 'nxdomain');
    await expect(resolve('www.good0.example', 0)).rejects.toMatchObject({ fault: 'name' });
  });

  it('is that of the resolver when it denies everything from the start', async () => {
    const { dns, resolve, later } = await machine();
    dns.all = 'nxdomain';
    const denied = async (name: string, fault: string): Promise<void> => {
      await expect(resolve(name, 0)).rejects.toMatchObject({ code: 'ENOTFOUND', fault });
    };
    // One or two may well be none.
    await denied('www.one.example', 'name');
    await denied('api.one.example', 'name');
    await denied('www.two.example', 'name');
    await denied('www.three.example', 'resolver');
    later(20_000);
    await denied('www.one.example', 'resolver');
    dns.all = null;
    for (const top of ['com', 'net', 'org']) dns.set(top, {});
    later(20_000);
    await denied('www.one.example', 'name');
    dns.set('www.two.example', { a: ['127.0.0.1'] });
    await resolve('www.two.example', 0);
    dns.all = 'nxdomain';
    later(20_000);
    await denied('www.one.example', 'name');
  });

  it('is that of the resolver when the world is out of reach soon after the start', async () => {
    const { dns, resolve, later } = await machine();
    for (const name of ['www.first.example', 'www.second.example']) {
      dns.set(name, { a: ['127.0.0.1'], ttl: 5 });
      await resolve(name, 0);
    }
    await vi.waitUntil(() => dns.asked.some((one) => /^A [0-9a-f]{16}\.example$/.test(one)));
    later(6_000);
    dns.others = 'servfail';
    dns.set('www.first.example', 'servfail');
    const failing = expect(resolve('www.first.example', 0)).rejects.toMatchObject({
      fault: 'resolver',
    });
    await resolve('www.second.example', 0);
    await failing;
  });

  it('is found out before the time of the one who asks is over', async () => {
    const { dns, resolve, later } = await machine({ limitMs: 60_000 });
    dns.set('www.good.example', { a: ['127.0.0.1'] });
    dns.set('www.bad.example', 'silent');
    const stop = new AbortController();
    const failing = resolve('www.bad.example', 0, stop.signal);
    await vi.waitUntil(() => dns.asked.includes('A www.bad.example'));
    // Others count that were asked for in the second half of the silence: at the speed of any machine.
    later(10_000);
    await resolve('www.good.example', 0);
    stop.abort(new Error('deadline'));
    await expect(failing).rejects.toMatchObject({ code: 'ETIMEOUT', fault: 'name' });
  });

  it('names DNSSEC when the name is found without checking it', async () => {
    const { dns, resolve } = await withOthers();
    dns.set('www.bogus.example', 'bogus');
    await expect(resolve('www.bogus.example', 0)).rejects.toMatchObject({
      code: 'ESERVFAIL',
      fault: 'name',
      isDnssecBroken: true,
    });
    dns.set('www.broken.example', 'servfail');
    await expect(resolve('www.broken.example', 0)).rejects.toMatchObject({ isDnssecBroken: false });
  });
});
