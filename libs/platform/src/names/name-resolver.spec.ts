import { describe, expect, it } from 'vitest';
import { addresses, LOCAL_SERVER, machine } from '../testing/machine.ts';
import type { IpFamily, ResolvedAddress } from './resolver.ts';

const isCached = async (answer: Promise<readonly ResolvedAddress[]>): Promise<boolean> =>
  (await answer).every((one) => one.isCached === true);

describe('addresses', () => {
  it.each<[string, IpFamily, string[]]>([
    ['both families, IPv6 first', 0, ['::1', '::2', '127.0.0.1']],
    ['IPv4 only', 4, ['127.0.0.1']],
    ['IPv6 only', 6, ['::1', '::2']],
  ])('gives %s', async (_what, family, expected) => {
    const { dns, resolve } = await machine();
    dns.set('both.example', { a: ['127.0.0.1'], aaaa: ['::1', '::2'] });
    expect(await addresses(resolve('both.example', family))).toEqual(expected);
  });

  it('never mixes the families of two questions up', async () => {
    const { dns, resolve } = await machine();
    dns.set('both.example', { a: ['127.0.0.1'], aaaa: ['::1'] });
    const [all, four, six] = await Promise.all([
      addresses(resolve('both.example', 0)),
      addresses(resolve('both.example', 4)),
      addresses(resolve('both.example', 6)),
    ]);
    expect([all, four, six]).toEqual([['::1', '127.0.0.1'], ['127.0.0.1'], ['::1']]);
    expect(await addresses(resolve('both.example', 6))).toEqual(['::1']);
  });

  it('follows aliases, and takes names in any case and with a final dot', async () => {
    const { dns, resolve } = await machine();
    dns.set('www.example', { a: ['127.0.0.9'], alias: 'cdn.example' });
    expect(await addresses(resolve('WWW.Example.', 0))).toEqual(['127.0.0.9']);
    expect(dns.asked.toSorted()).toEqual(['A www.example', 'AAAA www.example']);
  });

  it('takes a name of another script as its code', async () => {
    const { dns, resolve } = await machine();
    dns.set('xn--mnchen-3ya.example', { a: ['127.0.0.1'] });
    expect(await addresses(resolve('münchen.example', 4))).toEqual(['127.0.0.1']);
  });

  it('does without the family whose question nobody answers', async () => {
    const { dns, resolve } = await machine({ limitMs: 60_000 });
    dns.set('half.example', { a: ['127.0.0.1'], silent: 'aaaa' });
    expect(await addresses(resolve('half.example', 0))).toEqual(['127.0.0.1']);
    dns.set('other.example', { aaaa: ['::1'], silent: 'a' });
    expect(await addresses(resolve('other.example', 0))).toEqual(['::1']);
  });
});

describe('replies that are kept', () => {
  it('ask once for all who want to know at the same time', async () => {
    const { dns, resolve } = await machine();
    dns.set('busy.example', { a: ['127.0.0.1'], aaaa: ['::1'] });
    await Promise.all(Array.from({ length: 50 }, () => resolve('busy.example', 0)));
    expect(dns.asked).toHaveLength(2);
  });

  it('are used for their time to live, and say so', async () => {
    const { dns, resolve, later } = await machine();
    dns.set('good.example', { a: ['127.0.0.1'], aaaa: ['::1'], ttl: 30 });
    expect(await isCached(resolve('good.example', 0))).toBe(false);
    later(29_000);
    expect(await isCached(resolve('good.example', 0))).toBe(true);
    later(2_000);
    dns.set('good.example', { a: ['127.0.0.2'], ttl: 30 });
    const answer = resolve('good.example', 0);
    expect(await isCached(answer)).toBe(false);
    expect(await addresses(answer)).toEqual(['127.0.0.2']);
  });

  it.each([
    ['of no time to live for 5 s', 0, 4_900, 200],
    ['of a day for 5 min', 86_400, 299_000, 2_000],
  ])('%s', async (_what, ttl, keptMs, thenMs) => {
    const { dns, resolve, later } = await machine();
    dns.set('good.example', { a: ['127.0.0.1'], ttl });
    await resolve('good.example', 4);
    later(keptMs);
    expect(await isCached(resolve('good.example', 4))).toBe(true);
    later(thenMs);
    expect(await isCached(resolve('good.example', 4))).toBe(false);
  });

  it('do not ask for a family again and again that a name does not have', async () => {
    const { dns, resolve, later } = await machine();
    dns.set('v4.example', { a: ['127.0.0.1'], ttl: 5 });
    for (let round = 0; round < 4; round++) {
      expect(await addresses(resolve('v4.example', 0))).toEqual(['127.0.0.1']);
      later(6_000);
    }
    expect(dns.asked.filter((one) => one.startsWith('AAAA'))).toHaveLength(1);
    dns.set('v4.example', { aaaa: ['::1'] });
    expect(await addresses(resolve('v4.example', 0))).toEqual(['::1']);
  });

  it('keep failures for a moment only', async () => {
    const { dns, resolve, later } = await machine();
    dns.set('gone.example', 'nxdomain');
    await expect(resolve('gone.example', 0)).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await expect(resolve('gone.example', 0)).rejects.toMatchObject({ code: 'ENOTFOUND' });
    expect(dns.asked.filter((one) => one.endsWith('gone.example'))).toHaveLength(2);
    dns.set('gone.example', { a: ['127.0.0.1'] });
    later(5_000);
    expect(await addresses(resolve('gone.example', 0))).toEqual(['127.0.0.1']);
  });
});

describe('names that DNS does not know', () => {
  it('come from the hosts file, which is read again when it changes', async () => {
    const { dns, resolve, write, later } = await machine();
    write('hosts', '# ours\n127.0.0.7 box box.lan # alias\n::7 box.lan\n');
    expect(await addresses(resolve('BOX.lan', 0))).toEqual(['127.0.0.7', '::7']);
    expect(await addresses(resolve('box', 0))).toEqual(['127.0.0.7']);
    write('hosts', '127.0.0.8 box.lan\n');
    later(2_000);
    expect(await addresses(resolve('box.lan', 0))).toEqual(['127.0.0.8']);
    expect(dns.asked).toEqual([]);
    dns.set('box.lan', { aaaa: ['::9'] });
    expect(await addresses(resolve('box.lan', 6))).toEqual(['::9']);
  });

  it('are loopback for localhost and all below it', async () => {
    const { dns, resolve } = await machine();
    expect(await addresses(resolve('localhost', 0))).toEqual(['127.0.0.1', '::1']);
    expect(await addresses(resolve('app.localhost', 6))).toEqual(['::1']);
    expect(dns.asked).toEqual([]);
  });

  it('are completed by the search domains when they are short', async () => {
    const { dns, resolve, write, system } = await machine();
    write('resolv.conf', `${LOCAL_SERVER}search corp.example lan.example\noptions ndots:2\n`);
    dns.set('db.lan.example', { a: ['127.0.0.1'] });
    dns.set('api.shop.corp.example', { a: ['127.0.0.2'] });
    expect(await addresses(resolve('db', 4))).toEqual(['127.0.0.1']);
    expect(await addresses(resolve('api.shop', 4))).toEqual(['127.0.0.2']);
    dns.set('www.gone.example.corp.example', { a: ['127.0.0.3'] });
    await expect(resolve('www.gone.example', 4)).rejects.toMatchObject({ code: 'ENOTFOUND' });
    expect(system).not.toHaveBeenCalled();
  });

  it('are asked of the system when they are short or of the local link, and of DNS else', async () => {
    const { dns, resolve, write, system } = await machine();
    write('nsswitch.conf', 'hosts: files mdns4_minimal [NOTFOUND=return] dns\n');
    system.mockResolvedValue([{ address: '127.0.0.5', family: 4 }]);
    expect(await addresses(resolve('printer.local', 0))).toEqual(['127.0.0.5']);
    expect(dns.asked).toEqual([]);
    expect(await addresses(resolve('nas', 0))).toEqual(['127.0.0.5']);
    expect(dns.asked).not.toEqual([]);
    await expect(resolve('gone.example', 0)).rejects.toMatchObject({ code: 'ENOTFOUND' });
    expect(system).toHaveBeenCalledTimes(2);
  });
});

describe('many dead names', () => {
  it('hold up none of the others', async () => {
    const { dns, resolve } = await machine({ limitMs: 60_000 });
    const stop = new AbortController();
    const dead = Array.from({ length: 1_000 }, (_, index) => {
      dns.set(`www.dead${index}.example`, 'silent');
      return resolve(`www.dead${index}.example`, 0, stop.signal);
    });
    const ended = Promise.allSettled(dead);
    for (let index = 0; index < 20; index++) {
      dns.set(`www.good${index}.example`, { a: ['127.0.0.1'] });
      expect(await addresses(resolve(`www.good${index}.example`, 0))).toEqual(['127.0.0.1']);
    }
    stop.abort(new Error('deadline'));
    const faults = (await ended).map((one) => (one.status === 'rejected' ? one.reason : null));
    expect(faults.every(({ fault }) => fault === 'name')).toBe(true);
  });
});

describe('the settings of the system', () => {
  it('are followed when they change', async () => {
    const { dns, resolve, write, later } = await machine();
    dns.set('good.example', { a: ['127.0.0.1'], ttl: 5 });
    write('resolv.conf', 'nameserver 127.0.0.250\n');
    await expect(resolve('good.example', 4)).rejects.toMatchObject({ fault: 'resolver' });
    write('resolv.conf', LOCAL_SERVER);
    later(3_000);
    expect(await addresses(resolve('good.example', 4))).toEqual(['127.0.0.1']);
  });

  it('may name a dead server before a good one', async () => {
    const { dns, resolve, write } = await machine({ limitMs: 20_000 });
    write('resolv.conf', `nameserver 127.0.0.250\n${LOCAL_SERVER}`);
    dns.set('good.example', { a: ['127.0.0.1'] });
    expect(await addresses(resolve('good.example', 4))).toEqual(['127.0.0.1']);
  });
});
