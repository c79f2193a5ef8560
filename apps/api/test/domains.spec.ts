import { DEFAULT_SETTINGS } from '@app/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { itemsOf, openClient, type Json, type TestClient } from './support/open-client.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';
import { openServer } from './support/open-server.ts';

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
const MISSING = '0123456789abcdef01234567';

let product: TestProduct;
let client: TestClient;
let domains = 0;
beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product.stores.close());
beforeEach(async () => {
  client = await openClient(product);
});

/** A target on a domain of its own. */
async function add(changes: Json = {}): Promise<{ id: string; name: string; target: Json }> {
  const name = `shop-${++domains}.com`;
  const target = await client.mutate('targets.create', {
    url: `https://www.${name}/`,
    name: `Shop ${domains}`,
    ...changes,
  });
  return { id: target['id'] as string, name, target };
}

describe('the domain of a target', () => {
  it('is watched from the start, once for all targets on it', async () => {
    const { id, name, target } = await add();
    expect(target['domain']).toEqual({
      name,
      expiresAt: null,
      daysLeft: null,
      source: null,
      outcome: null,
      standing: null,
      checkedAt: null,
    });
    await client.mutate('targets.create', { url: `http://other.${name}:8080/` });
    const details = await client.query('domains.ofTarget', { targetId: id });
    expect(details).toMatchObject({ name, note: null, outcome: null, targets: 2 });
    expect(details['nextLookupAt']).not.toBeNull();
    expect(await client.query('domains.get', { name })).toEqual({
      ...details,
      refreshAllowedAt: expect.any(String),
    });
  });

  it('tells of records that changed, where a target asks for them', async () => {
    const plain = await add();
    expect(plain.target['dnsWatch']).toEqual({ records: [], notify: false });
    const { id, name, target } = await add({ dnsWatch: { records: ['MX', 'A', 'MX'] } });
    expect(target['dnsWatch']).toEqual({ records: ['A', 'MX'], notify: false });
    const updated = await client.mutate('targets.update', { id, dnsWatch: { notify: true } });
    expect(updated['dnsWatch']).toEqual({ records: ['A', 'MX'], notify: true });
    const { registrations } = product.ports;
    const { version } = (await registrations.get(name))!;
    const change = {
      kind: 'records' as const,
      name,
      record: 'A' as const,
      added: ['192.0.2.9'],
      removed: [],
    };
    const at = new Date();
    await registrations.change(name, version, { changes: [{ ...change, at }] });
    expect(await client.query('domains.ofTarget', { targetId: id })).toMatchObject({
      changes: [{ ...change, at: at.toISOString() }],
    });
    const wrong = { id, dnsWatch: { records: ['TXT'] } };
    const { data } = await client.refused('POST', 'targets.update', wrong);
    expect(data).toMatchObject({ code: 'BAD_REQUEST', field: 'dnsWatch.records.0' });
  });

  it('comes with what the registry said where that was not believed', async () => {
    const { id, name } = await add();
    const { registrations } = product.ports;
    const { registration, version } = (await registrations.get(name))!;
    const fact = { is: 'text' as const, text: 'The date cannot be.' };
    const failure = { class: 'implausible' as const, fact };
    const text = 'Expiry Date: 31 February';
    const replies = [{ service: 'whois' as const, server: 'whois.test', at: new Date(), text }];
    await registrations.change(name, version, {
      registration: { ...registration, outcome: 'unreachable', failure, replies },
    });
    const message = 'The date cannot be.';
    const shown = {
      failure: { class: 'implausible', message },
      replies: [{ ...replies[0], at: replies[0]?.at.toISOString() }],
    };
    expect(await client.query('domains.ofTarget', { targetId: id })).toMatchObject(shown);
    expect(await client.query('domains.get', { name })).toMatchObject(shown);
    expect(JSON.stringify(await client.query('targets.get', { id }))).not.toContain('February');
  });

  it('does not exist for addresses and local names, which is said kindly', async () => {
    for (const url of ['http://127.0.0.1:8081/', 'http://[::1]:8081/', 'http://nas.local:8081/']) {
      const { id, domain } = await client.mutate('targets.create', { url });
      expect(domain).toMatchObject({ name: null, outcome: 'not-applicable', expiresAt: null });
      const details = await client.query('domains.ofTarget', { targetId: id });
      expect(details).toMatchObject({ name: null, nextLookupAt: null, targets: 0 });
      expect(details['note']).toMatch(/There is no registration to watch\.$/);
    }
  });

  it('is looked up on request once an hour, and not while nobody checks it', async () => {
    const { id, name } = await add();
    await client.mutate('targets.pause', { id });
    const idle = await client.refused('POST', 'domains.refresh', { name });
    expect(idle.data.code).toBe('PRECONDITION_FAILED');
    await client.mutate('targets.resume', { id });
    const refreshed = await client.mutate('domains.refresh', { name });
    expect(refreshed['nextLookupAt']).not.toBeNull();
    const { data, message } = await client.refused('POST', 'domains.refresh', { name });
    expect(data).toMatchObject({ code: 'TOO_MANY_REQUESTS', httpStatus: 429 });
    expect(message).toMatch(/hour/);
  });
});

describe('a date that is typed in', () => {
  it('is shown as such, everywhere, until it is taken back', async () => {
    const { id, name } = await add();
    const typed = await client.mutate('domains.setExpiry', { name, expiresAt: inDays(200) });
    expect(typed).toMatchObject({ source: 'manual', precision: 'day' });
    expect((await client.query('targets.get', { id }))['domain']).toMatchObject({
      source: 'manual',
      daysLeft: typed['daysLeft'],
      expiresAt: typed['expiresAt'],
    });
    const listed = itemsOf(await client.query('expiry.list', { limit: 500 }));
    expect(listed).toContainEqual(
      expect.objectContaining({ kind: 'domain', name, targetId: id, targets: 1, source: 'manual' }),
    );
    const back = await client.mutate('domains.setExpiry', { name, expiresAt: null });
    expect(back).toMatchObject({ source: null, expiresAt: null, daysLeft: null });
  });

  it('warns at once when it is near', async () => {
    const { id, name } = await add();
    await client.mutate('domains.setExpiry', { name, expiresAt: inDays(5) });
    const [alert, ...others] = itemsOf(await client.query('alerts.list', { targetId: id }));
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ kind: 'domain', state: 'open', domain: name, targetName: name });
    expect(alert?.['reason']).toContain('typed in');
    expect(await client.query('targets.get', { id })).toMatchObject({ openAlerts: 1 });
    await client.mutate('domains.setExpiry', { name, expiresAt: inDays(300) });
    expect(itemsOf(await client.query('alerts.list', { targetId: id }))).toMatchObject([
      { state: 'resolved', resolution: 'renewed' },
    ]);
  });
});

describe('expiry.list', () => {
  it('is sorted by what ends first, and comes in pages', async () => {
    for (const days of [90, 30, 60]) {
      const { name } = await add();
      await client.mutate('domains.setExpiry', { name, expiresAt: inDays(days) });
    }
    const all = itemsOf(await client.query('expiry.list'));
    const ends = all.map(({ expiresAt }) => String(expiresAt));
    expect(ends).toEqual(ends.toSorted());
    const paged: Json[] = [];
    for (let cursor: unknown; ;) {
      const page = await client.query('expiry.list', { limit: 2, ...(cursor ? { cursor } : {}) });
      expect(itemsOf(page).length).toBeLessThanOrEqual(2);
      paged.push(...itemsOf(page));
      cursor = page['nextCursor'];
      if (cursor === null) break;
    }
    expect(paged).toEqual(all);
  });
});

describe('the calendar feed', () => {
  const get = async (options = product.options, url = '/calendar.ics') => {
    const { server } = await openServer(options);
    return server.inject({ url, headers: { host: '127.0.0.1:3000' } });
  };

  it('has what expires, and may be kept for an hour', async () => {
    const { id, name } = await add();
    const { expiresAt } = await client.mutate('domains.setExpiry', { name, expiresAt: inDays(99) });
    const { statusCode, headers, body } = await get();
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, max-age=3600',
    });
    const event = body.split('BEGIN:VEVENT').find((text) => text.includes(`UID:domain-${name}@`));
    expect(event).toContain(
      `DTSTART;VALUE=DATE:${String(expiresAt).slice(0, 10).replaceAll('-', '')}`,
    );
    expect(event?.replaceAll('\r\n ', '')).toContain(`http://127.0.0.1:3000/targets/${id}`);
  });

  it('and the table hold what was asked for, and say what cannot be', async () => {
    const { name } = await add();
    await client.mutate('domains.setExpiry', { name, expiresAt: inDays(98) });
    const tld = name.split('.').at(-1) ?? '';
    const wanted = await get(product.options, `/calendar.ics?kind=domain&tld=.${tld}&x=1&tag=`);
    expect(wanted.body).toContain(`UID:domain-${name}@`);
    const none = await get(product.options, '/calendar.ics?tag=nobody-has-it');
    expect(none.body).toContain('BEGIN:VTIMEZONE');
    expect(none.body).not.toContain('BEGIN:VEVENT');
    const table = await get(product.options, `/expiry.csv?kind=domain&tld=${tld}&sort=name`);
    expect(table.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="expiring.csv"',
    });
    expect(table.body).toContain(`\r\ndomain,${name},`);
    for (const url of ['/expiry.csv?sort=length', '/calendar.ics?tag=a&tag=b']) {
      expect((await get(product.options, url)).statusCode).toBe(400);
    }
  });

  it('says that the database is away', async () => {
    const away = (): Promise<never> => Promise.reject(new Error('away'));
    const ports = {
      ...product.ports,
      targets: { ...product.ports.targets, expiring: away },
      registrations: { ...product.ports.registrations, expiring: away },
    };
    const services = { ...product.options.services, ports, isOutage: () => true };
    const { statusCode, body } = await get({ ...product.options, services });
    expect(statusCode).toBe(503);
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'SERVICE_UNAVAILABLE' } });
    expect(body).not.toContain('away"');
  });
});

describe('settings', () => {
  it('name the channels of the admin, every enabled one by default', async () => {
    expect(await client.query('settings.get')).toEqual(DEFAULT_SETTINGS);
    const { id } = await client.mutate('channels.create', {
      kind: 'webhook',
      name: 'ops',
      config: { url: 'http://127.0.0.1:8082/hook' },
    });
    const adminChannelIds = [id];
    expect(await client.mutate('settings.update', { adminChannelIds })).toEqual({
      ...DEFAULT_SETTINGS,
      adminChannelIds,
    });
    const blindness = { share: 0.5, atLeast: 3, afterSeconds: 120 };
    const settings = { ...DEFAULT_SETTINGS, adminChannelIds, blindness };
    expect(await client.mutate('settings.update', { blindness: { share: 0.5 } })).toEqual(settings);
    expect(await client.mutate('settings.update', {})).toEqual(settings);
    expect(await client.query('settings.get')).toEqual(settings);
    await client.mutate('settings.update', { adminChannelIds: null });
    expect(await client.query('settings.get')).toEqual({ ...settings, adminChannelIds: null });
  });

  it('say for how long things are kept, and whose days are counted', async () => {
    const before = await client.query('settings.get');
    const changed = await client.mutate('settings.update', {
      retention: { checkDays: 60 },
      timeZone: 'europe/berlin',
    });
    const retention = { ...DEFAULT_SETTINGS.retention, checkDays: 60 };
    expect(changed).toEqual({ ...before, retention, timeZone: 'Europe/Berlin' });
    for (const wrong of [
      { timeZone: 'Mars/Base' },
      { timeZone: '' },
      { timeZone: '+25:99' },
      { retention: { checkDays: 1 } },
      { retention: { evidenceDays: 0.5 } },
    ]) {
      await expect(client.mutate('settings.update', wrong)).rejects.toThrow();
    }
    expect(await client.query('settings.get')).toEqual(changed);
    const { retention: kept, timeZone } = DEFAULT_SETTINGS;
    await client.mutate('settings.update', { retention: kept, timeZone });
  });
});

describe('wrong inputs', () => {
  const NAMES = [
    ...['', 'x', 'Example.com', 'münchen.de', 'exa mple.com', '../../etc', 'a\u0000b.com'],
    ...[`${'a'.repeat(300)}.com`, { $gt: '' }, ['shop-1.com'], null, 7],
  ];

  it.each([
    ['GET', 'domains.get', {}],
    ['POST', 'domains.refresh', {}],
    ['POST', 'domains.setExpiry', { expiresAt: null }],
  ] as const)('%s %s knows neither unknown domains nor nonsense', async (method, path, more) => {
    const unknown = await client.refused(method, path, { name: 'never-added.com', ...more });
    expect(unknown.data.code).toBe('NOT_FOUND');
    for (const name of NAMES) {
      const { data } = await client.refused(method, path, { name, ...more });
      expect(data.code, JSON.stringify(name)).toBe('BAD_REQUEST');
      expect(data.issues.map((issue) => issue.path).join()).toContain('name');
    }
  });

  it.each<[string, unknown, Json?]>([
    ['expiresAt', 'tomorrow'],
    ['expiresAt', '2027-02-30T00:00:00Z'],
    ['expiresAt', '9999-01-01T00:00:00Z'],
    ['expiresAt', '1999-01-01T00:00:00Z'],
    ['expiresAt', 1e30],
    ['expiresAt', true],
    ['expiresAt', undefined],
    ['', null, { more: 1 }],
  ])('of a date name the field %s: %j', async (field, expiresAt, more = {}) => {
    const { name } = await add();
    const input = { name, expiresAt, ...more };
    const { data, message } = await client.refused('POST', 'domains.setExpiry', input);
    expect(data.code).toBe('BAD_REQUEST');
    expect(data.issues.map(({ path }) => path).join()).toContain(field);
    expect(message).not.toMatch(/[{}]/);
    expect(await client.query('domains.get', { name })).toMatchObject({ expiresAt: null });
  });

  it.each([
    ['adminChannelIds', { adminChannelIds: [MISSING] }],
    ['adminChannelIds', { adminChannelIds: 'all' }],
    ['adminChannelIds', { adminChannelIds: [{ $ne: null }] }],
    ['', { theme: 'dark' }],
    ['', null],
  ])('of settings name the field %s: %j', async (field, input) => {
    const { data, message } = await client.refused('POST', 'settings.update', input);
    expect(data.code).toBe('BAD_REQUEST');
    expect(data.issues.map(({ path }) => path).join()).toContain(field);
    expect(message).not.toMatch(/[{}]/);
  });

  it('of settings are refused with more channels than there can be', async () => {
    const adminChannelIds = Array.from({ length: 51 }, () => MISSING);
    const { data } = await client.refused('POST', 'settings.update', { adminChannelIds });
    expect(data).toMatchObject({ code: 'BAD_REQUEST', issues: [{ path: 'adminChannelIds' }] });
  });

  it.each([
    ['expiry.list', { limit: 0 }],
    ['expiry.list', { limit: 501 }],
    ['expiry.list', { cursor: 'nonsense' }],
    ['expiry.list', { cursor: { $gt: '' } }],
    ['expiry.list', { kind: 'site' }],
    ['domains.ofTarget', { targetId: 'nonsense' }],
    ['domains.ofTarget', {}],
  ])('of %s are refused: %j', async (path, input) => {
    expect((await client.refused('GET', path, input)).data.code).toBe('BAD_REQUEST');
  });

  it('of targets that do not exist are told so', async () => {
    const { data } = await client.refused('GET', 'domains.ofTarget', { targetId: MISSING });
    expect(data.code).toBe('NOT_FOUND');
  });
});
