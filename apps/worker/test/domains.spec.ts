import {
  type AlertRecord,
  domainSubject,
  type RegistrationDetails,
  type RegistrationRecord,
} from '@app/domain';
import { FREE_SLOT } from '@app/domain/registration';
import {
  createChannel,
  getRegistration,
  refreshRegistration,
  setManualExpiry,
  updateSettings,
  systemContext,
} from '@app/monitoring';
import { afterAll, beforeAll, describe, it, onTestFinished } from 'vitest';
import { bootstrapFile, Registry, WhoisService } from './support/registry.ts';
import { Site } from './support/site.ts';
import { type Actor, lookUp, Stage, watch } from './support/stage.ts';

const DAY_MS = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS);
const PATIENT = { timeout: 40_000, interval: 100 };

let stage: Stage;
let app: Actor;
let site: Site;
let list: Site;
let whois: WhoisService;
const hooks: Site[] = [];
/** Each test has a registry of its own, for registries are asked slowly. */
let registries: Record<'com' | 'net' | 'org' | 'dev' | 'io' | 'de' | 'eu', Registry>;

beforeAll(async () => {
  stage = await Stage.open();
  site = await Site.start();
  whois = await WhoisService.start();
  const started = await Promise.all(
    (['com', 'net', 'org', 'dev', 'io', 'de', 'eu'] as const).map(
      async (tld) => [tld, await Registry.start()] as const,
    ),
  );
  registries = Object.fromEntries(started) as typeof registries;
  list = await Site.start();
  list.answer = (_request, response) => response.end(bootstrapFile(registries));
  stage.registries = { rdapBootstrapUrl: `${list.url}/dns.json`, whoisServer: whois.server };
  app = await stage.worker();
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await Promise.all(
    [site, list, whois, ...hooks, ...Object.values(registries)].map((one) => one.stop()),
  );
});

/** Watches a host of a domain; the site behind it always answers. */
const watchHost = (host: string, channelIds: string[] = []): Promise<string> =>
  watch(app, {
    url: `http://${host}:${site.port}/`,
    name: host,
    intervalSeconds: 86_400,
    alerting: { channelIds },
  });

/** A channel with a place of its own, and the events of a domain that were told there. */
async function openChannel(): Promise<{ id: string; told: (name: string) => unknown[] }> {
  const hook = await Site.start();
  hooks.push(hook);
  const { id } = await createChannel(systemContext({ ...app.ports, judgeChannelUrl: () => null }), {
    kind: 'webhook',
    name: 'hook',
    enabled: true,
    fallbackChannelId: null,
    config: { url: `${hook.url}/hook` },
  });
  const isOf = (name: string, alert: unknown): boolean =>
    (alert as { domain?: string } | null)?.domain === name;
  return {
    id,
    told: (name) => hook.posted.filter(({ alert }) => isOf(name, alert)).map(({ event }) => event),
  };
}

const details = (name: string): Promise<RegistrationDetails> =>
  getRegistration(systemContext(app.ports), name);
const alertsOf = async (name: string): Promise<AlertRecord[]> =>
  (await app.ports.alerts.list({ subjects: [domainSubject(name)], limit: 50 })).items;

/** Changes what is stored, as if time had passed, and has the domain looked up again. */
async function lookAgain(
  name: string,
  age: Partial<RegistrationRecord['registration']> = {},
): Promise<void> {
  const { registrations, now } = app.ports;
  const record = await registrations.get(name);
  const registration = { ...record!.registration, ...age };
  const isChanged = await registrations.change(name, record!.version, {
    registration,
    dueAt: now(),
  });
  if (!isChanged) throw new Error(`${name} was changed by somebody else.`);
}

describe.concurrent('the registration of a domain', () => {
  it('is looked up at once, warned of on the channels of all its targets, and renewed', async ({
    expect,
  }) => {
    const [one, two, other] = [await openChannel(), await openChannel(), await openChannel()];
    registries.com.answer = inDays(5);
    await watchHost('www.shop.com', [one.id]);
    await watchHost('api.shop.com', [two.id]);
    await expect.poll(async () => (await details('shop.com')).expiresAt, PATIENT).not.toBeNull();
    expect(await details('shop.com')).toMatchObject({
      outcome: 'ok',
      source: 'rdap',
      registrar: 'Sample Ltd',
      nameServers: ['ns1.example.net'],
      failure: null,
      targets: 2,
    });
    await expect
      .poll(() => [one.told('shop.com'), two.told('shop.com')], PATIENT)
      .toEqual([['alert.opened'], ['alert.opened']]);
    expect(await alertsOf('shop.com')).toMatchObject([
      { kind: 'domain', state: 'open', domain: 'shop.com', severity: 'warning' },
    ]);

    registries.com.answer = inDays(370);
    await refreshRegistration(systemContext(app.ports), 'shop.com');
    await expect
      .poll(() => [one.told('shop.com'), two.told('shop.com')], PATIENT)
      .toEqual([
        ['alert.opened', 'alert.resolved'],
        ['alert.opened', 'alert.resolved'],
      ]);
    expect(await alertsOf('shop.com')).toMatchObject([
      { state: 'resolved', resolution: 'renewed' },
    ]);
    expect((await details('shop.com')).changes).not.toEqual([]);
    expect(other.told('shop.com')).toEqual([]);
    expect(registries.com.questions.map(({ domain }) => domain)).toEqual(['shop.com', 'shop.com']);
  });

  it('that is not found is gone only when two services say so on two days', async ({ expect }) => {
    const channel = await openChannel();
    registries.net.answer = inDays(300);
    await watchHost('www.gone.net', [channel.id]);
    const standing = async () => (await details('gone.net')).standing;
    await expect.poll(standing, PATIENT).toBe('ok');

    registries.net.answer = 404;
    await lookAgain('gone.net');
    await expect.poll(async () => (await details('gone.net')).outcome, PATIENT).toBe('not-found');
    expect(await standing()).toBe('ok');
    expect(await alertsOf('gone.net')).toEqual([]);

    whois.absent.add('gone.net');
    await lookAgain('gone.net', {
      absence: { since: new Date(Date.now() - 21 * 3_600_000), confirmedAt: null },
    });
    await expect.poll(standing, PATIENT).toBe('not-found');
    await expect.poll(() => channel.told('gone.net'), PATIENT).toEqual(['alert.opened']);
    expect(await alertsOf('gone.net')).toMatchObject([{ kind: 'domain', severity: 'critical' }]);
  });

  it('is asked of WHOIS while RDAP is down; while both are down its date stays', async ({
    expect,
  }) => {
    const admin = await openChannel();
    await updateSettings(systemContext(app.ports), { adminChannelIds: [admin.id] });
    registries.org.answer = 503;
    whois.ends.set('down.org', inDays(300));
    await watchHost('www.down.org');
    await expect.poll(async () => (await details('down.org')).source, PATIENT).toBe('whois');
    const { expiresAt } = await details('down.org');

    whois.ends.clear();
    await lookAgain('down.org', { failures: 4, failingSince: inDays(-3.5) });
    await expect.poll(async () => (await details('down.org')).failure, PATIENT).not.toBeNull();
    expect(await details('down.org')).toMatchObject({ source: 'whois', standing: 'ok', expiresAt });
    // Three days of it, and people are told that the monitor itself cannot see.
    await expect
      .poll(() => alertsOf('down.org'), PATIENT)
      .toMatchObject([{ kind: 'check-trouble', state: 'open', targetId: null }]);
    await expect.poll(() => admin.told('down.org'), PATIENT).toEqual(['alert.opened']);
    expect(app.lines).toContainEqual({
      level: 'warn',
      message: 'a domain could not be looked up; it is tried again',
    });
  });

  it('that ends on a day which somebody typed in is warned of as such', async ({ expect }) => {
    const channel = await openChannel();
    registries.dev.answer = 400;
    await watchHost('www.typed.dev', [channel.id]);
    await expect.poll(async () => (await details('typed.dev')).failure, PATIENT).not.toBeNull();
    await setManualExpiry(systemContext(app.ports), { name: 'typed.dev', expiresAt: inDays(2) });
    await expect.poll(() => channel.told('typed.dev'), PATIENT).toEqual(['alert.opened']);
    const [alert] = await alertsOf('typed.dev');
    expect(alert).toMatchObject({ kind: 'domain', state: 'open' });
    expect(alert?.cause).toMatchObject({ is: 'registration-end', source: 'manual' });
    expect(await details('typed.dev')).toMatchObject({ source: 'manual', standing: null });
  });

  it('is looked up by another worker when the one that had begun is gone', async ({ expect }) => {
    const channel = await openChannel();
    await watchHost('www.orphan.de', [channel.id]);
    await expect.poll(async () => (await details('orphan.de')).outcome, PATIENT).toBe('not-found');

    // The dead one held the domain, and the turn at the registry.
    const { registrations, rateLimits: turns, newId } = app.ports;
    const until = new Date(Date.now() + 3_000);
    const lease = { token: newId(), until };
    const server = new URL(registries.de.url).host;
    const turn = await turns.get(server);
    await turns.put(server, turn!.version, { ...FREE_SLOT, busyUntil: until.getTime() });
    const { version } = (await registrations.get('orphan.de'))!;
    await registrations.change('orphan.de', version, { dueAt: new Date(), lease });
    const dead = (await registrations.get('orphan.de'))!;

    registries.de.answer = inDays(5);
    await expect.poll(() => channel.told('orphan.de'), PATIENT).toEqual(['alert.opened']);
    const [first, second, ...more] = registries.de.questions;
    expect(more).toEqual([]);
    expect(second!.from).toBeGreaterThanOrEqual(until.getTime());
    expect(first!.to).not.toBeNull();

    // It comes back from the dead with its old claim: nothing is asked, told or written.
    const before = await registrations.get('orphan.de');
    await lookUp(app.ports, dead);
    expect(await registrations.get('orphan.de')).toEqual(before);
    expect(registries.de.questions).toHaveLength(2);
    expect(await alertsOf('orphan.de')).toHaveLength(1);
    expect(channel.told('orphan.de')).toEqual(['alert.opened']);
  });
});

it('a domain is looked up once for all targets on it by any number of workers, at the pace of its registry', async ({
  expect,
}) => {
  const own = await Stage.open();
  onTestFinished(() => own[Symbol.asyncDispose]());
  own.registries = stage.registries;
  registries.eu.answer = inDays(100);
  const names = ['one', 'two', 'three', 'four'].map((name) => `${name}.eu`);
  const client = await own.actor();
  for (const host of names.flatMap((name) =>
    ['www', 'api', 'mail'].map((sub) => `${sub}.${name}`),
  )) {
    await watch(client, { url: `http://${host}:${site.port}/`, intervalSeconds: 86_400 });
  }
  // One at a time, so that no worker takes all of them.
  const { registrations } = client.ports;
  const ports = {
    registrations: {
      ...registrations,
      claim: (claim: Parameters<typeof registrations.claim>[0]) =>
        registrations.claim({ ...claim, limit: 1 }),
    },
  };
  const startWorker = () => own.worker({ ports });
  const workers = await Promise.all([startWorker(), startWorker(), startWorker()]);
  const answered = async (): Promise<number> => {
    const records = await registrations.getMany(names);
    return records.filter(({ registration }) => registration.answeredAt !== null).length;
  };
  await expect.poll(answered, PATIENT).toBe(2);
  // A restart in the middle: what was learned, the list of services and whose turn it is survive.
  const fetched = list.hits.get('/dns.json');
  await workers[0].worker.stop();
  await own.worker();
  await expect.poll(answered, PATIENT).toBe(4);
  expect(list.hits.get('/dns.json')).toBe(fetched);
  expect(await client.ports.rdapList.state()).toMatchObject({
    origin: 'fetched',
    source: `${list.url}/dns.json`,
    problem: null,
  });

  const { questions } = registries.eu;
  expect(questions.map(({ domain }) => domain).sort()).toEqual([...names].sort());
  for (const [index, { from }] of questions.entries()) {
    const before = questions[index - 1];
    if (before) expect(from - before.to!).toBeGreaterThanOrEqual(2_000);
  }
});

it('lookups delay no http check while a registry hangs', async ({ expect }) => {
  registries.io.answer = 'silence';
  const slow = await Site.start();
  onTestFinished(() => slow.stop());
  const id = await watch(app, { url: `${slow.url}/busy`, intervalSeconds: 2 });
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await watchHost(`www.hangs-${name}.io`);
  await expect.poll(() => registries.io.questions.length, PATIENT).toBeGreaterThan(0);
  const from = Date.now();
  const checksSince = async (): Promise<number> =>
    (await app.ports.targets.get(id))!.recent.filter(({ slot }) => slot.getTime() >= from).length;
  await expect.poll(checksSince, PATIENT).toBeGreaterThanOrEqual(3);
  // Nobody has been answered yet.
  expect(registries.io.questions.filter(({ to }) => to !== null)).toEqual([]);
});

it('a target of an older version is watched from the next start of a worker', async ({
  expect,
}) => {
  const own = await Stage.open();
  onTestFinished(() => own[Symbol.asyncDispose]());
  own.registries = stage.registries;
  const client = await own.actor();
  await watch(client, { url: `http://www.adopted.org:${site.port}/`, intervalSeconds: 86_400 });
  await client.forgetDomains();
  await own.worker();
  const lookedUpAt = async () =>
    (await client.ports.registrations.get('adopted.org'))?.registration.lookedUpAt ?? null;
  await expect.poll(lookedUpAt, PATIENT).not.toBeNull();
  expect(await client.ports.targets.withoutDomain(1)).toEqual([]);
});
