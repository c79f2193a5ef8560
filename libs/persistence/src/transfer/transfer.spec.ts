import { FREE_SLOT } from '@app/domain/registration';
import { emptyDay } from '@app/domain/stats';
import { aReport, aStatusPage } from '@app/domain/testing';
import { mkdtemp, readFile, rm, stat, writeFile, lstat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo, type Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId, toObjectId } from '../common/ids.ts';
import {
  aCheck,
  aDelivery,
  anAlert,
  anInboxItem,
  anOpenIntent,
  at,
  aTarget,
  aWatch,
} from '../contract/fixtures.ts';
import { toCheckDocument } from '../results/check-mapping.ts';
import { oldBucketId } from '../results/ids.ts';
import type { Stores } from '../create-stores.ts';
import type { TestServer } from '../testing/embedded-database.ts';
import { openStoresOn, type TestStores } from '../testing/open-stores.ts';
import { SERVERS } from '../testing/servers.ts';
import { exportData } from './export-data.ts';
import { COLLECTIONS, noCounts } from './format.ts';
import { importData } from './import-data.ts';

const pairs = SERVERS.flatMap((from) => SERVERS.map((to) => ({ from, to })));

const FAILURE = {
  class: 'dns',
  code: null,
  fact: { is: 'no-address', host: 'a.example' },
} as const;

async function fill(stores: Stores) {
  const { targets, results, alerts, deliveries, channels, inbox } = stores;
  const target = aTarget({
    domain: 'shop.example',
    certificate: aWatch(),
    intents: [anOpenIntent()],
    recent: [aCheck(at(0))],
  });
  await targets.insert(target, { unique: true });
  for (let i = 0; i < 40; i++) await targets.insert(aTarget(), { unique: true });
  const checks = Array.from({ length: 200 }, (_, i) =>
    aCheck(at(i * 1_800), { latencyMs: i / 5, failure: i === 7 ? FAILURE : null }),
  );
  await results.append([{ targetId: target.id, checks }]);
  for (const day of await results.openDays(at(43_200), 100)) await results.closeDay(day);
  const record = emptyDay('2026-03-01', 'Asia/Kathmandu');
  await stores.daily.put([{ targetId: target.id, record }]);
  await alerts.insert(anAlert({ targetId: target.id, dueAt: at(3_600) }));
  await deliveries.insert([aDelivery(), aDelivery()]);
  await channels.insert({
    id: newId(),
    kind: 'webhook',
    name: 'operations',
    enabled: true,
    config: { url: 'https://hook.example/', secret: 'a secret of mine' },
    fallbackChannelId: null,
    createdAt: at(0),
  });
  await inbox.insert([
    anInboxItem({
      told: { is: 'text', title: 'Down', text: 'line\nbreak, "quotes" and \u2028\u{1f600}' },
    }),
  ]);
  await stores.statusPages.insert(aStatusPage({ id: newId(), logo: 'https://a.example/l.png' }));
  await stores.reports.insert(aReport({ id: newId(), to: ['a@example.org'], nextAt: at(9) }));
  await stores.settings.update({ adminChannelIds: [newId()] });
  await stores.registrations.watch('shop.example', at(0));
  await stores.rateLimits.put('rdap.example.net', null, FREE_SLOT);
}

const NOTHING = noCounts();
const FILLED = {
  channels: 1,
  settings: 1,
  statusPages: 1,
  reports: 1,
  targets: 41,
  registrations: 1,
  results: 0,
  history: 89,
  evidence: 1,
  daily: 1,
  alerts: 1,
  deliveries: 2,
  inbox: 1,
  audit: 0,
};

const RESOLVED = {
  state: 'resolved',
  resolvedAt: at(5),
  resolution: 'recovered',
  endedAt: at(5),
} as const;

/** An export as the version before registrations wrote it. */
function asOfVersion1(text: string): string {
  const lines = text
    .replace('"version":8', '"version":1')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as OldLine)
    .filter(({ collection }) => !NEW_COLLECTIONS.includes(collection ?? ''));
  for (const { document, counts } of lines) {
    for (const field of ['subject', 'domain', 'certificateEnd']) delete document?.[field];
    for (const name of NEW_COLLECTIONS) delete counts?.[name];
  }
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}

interface OldLine {
  collection?: string;
  document?: Record<string, unknown>;
  counts?: Record<string, number>;
}

const NEW_COLLECTIONS = ['settings', 'registrations'];

/** All documents with the types of their values. */
async function contents(connection: Connection): Promise<string[]> {
  const all: string[] = [];
  for (const name of COLLECTIONS) {
    const found = connection.collection(name).find({}, { promoteValues: false }).sort({ _id: 1 });
    for await (const one of found) all.push(mongo.BSON.EJSON.stringify(one, { relaxed: false }));
  }
  return all;
}

describe.each(pairs)('data moves from $from.name to $to.name', ({ from, to }) => {
  let servers: TestServer[];
  let source: TestStores;
  let target: TestStores;
  let folder: string;
  let file: string;

  beforeAll(async () => {
    const first = await from.start();
    servers = from === to ? [first] : [first, await to.start()];
    source = await openStoresOn(first);
    await fill(source.stores);
  });
  afterAll(async () => {
    await source.close();
    for (const server of servers) await server.close();
  });
  beforeEach(async () => {
    target = await openStoresOn(servers.at(-1)!);
    folder = await mkdtemp(join(tmpdir(), 'netumo-transfer-'));
    file = join(folder, 'data.jsonl');
  });
  afterEach(async () => {
    await target.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('whole, with the type of each value and a file for its owner only', async () => {
    const collection = source.connection.collection<{ _id: string }>('results');
    const odd = {
      _id: 'odd',
      whole: new mongo.Double(3),
      long: mongo.Long.fromNumber(4),
      zero: -0,
    };
    await collection.insertOne(odd);
    const progress = vi.fn();
    const withOdd = { ...FILLED, results: 1 };
    expect(await exportData(source.connection, file, { onProgress: progress })).toEqual(withOdd);
    await collection.deleteOne({ _id: 'odd' });
    expect(progress).toHaveBeenLastCalledWith(142);
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    const imported = await importData(target.connection, file, { onProgress: progress });
    expect(imported).toEqual({ stored: withOdd, present: NOTHING });
    await collection.insertOne(odd);
    expect(await contents(target.connection)).toEqual(await contents(source.connection));
    await collection.deleteOne({ _id: 'odd' });
    expect((await target.connection.collection('targets').indexes()).length).toBeGreaterThan(5);
    expect(await target.stores.rateLimits.get('rdap.example.net')).toBeNull();
  });

  it('once, however often it is imported, and what changed since stays', async () => {
    await exportData(source.connection, file);
    await importData(target.connection, file);
    const { items } = await target.stores.alerts.list({ limit: 1 });
    await target.stores.alerts.acknowledge(items[0]!.id, {
      at: at(5),
      note: null,
      by: { kind: 'person', address: '192.0.2.1' },
      until: null,
    });
    const before = await contents(target.connection);
    const again = await importData(target.connection, file);
    expect(again).toEqual({ stored: NOTHING, present: FILLED });
    expect(await contents(target.connection)).toEqual(before);
  });

  it('after an interruption on repetition', async () => {
    await exportData(source.connection, file);
    const stop = new AbortController();
    const broken = importData(target.connection, file, {
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('stopped')),
    });
    await expect(broken).rejects.toThrow('stopped');
    const { stored, present } = await importData(target.connection, file);
    expect(present).toEqual({ ...NOTHING, channels: 1 });
    expect(stored).toEqual({ ...FILLED, channels: 0 });
    expect(await contents(target.connection)).toEqual(await contents(source.connection));
  });

  it('not at all from an export that was broken off; the one before stays', async () => {
    await writeFile(file, 'the one before');
    const stop = AbortSignal.abort(new Error('stopped'));
    await expect(exportData(source.connection, file, { signal: stop })).rejects.toThrow();
    expect(await readFile(file, 'utf8')).toBe('the one before');
    await expect(stat(`${file}.unfinished`)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('never through a link that somebody has laid', async () => {
    const other = join(folder, 'other');
    await writeFile(other, 'of somebody else', { mode: 0o644 });
    for (const link of [`${file}.unfinished`, file]) {
      await symlink(other, link);
      await exportData(source.connection, file);
      expect(await readFile(other, 'utf8')).toBe('of somebody else');
      expect((await lstat(file)).mode & 0o170777).toBe(0o100600);
      await rm(file);
    }
  });

  it('not at all from a file that is not whole', async () => {
    await exportData(source.connection, file);
    const text = await readFile(file, 'utf8');
    const cut = join(folder, 'cut.jsonl');
    for (const content of [text.slice(0, -10), text.slice(0, 2_000), '', 'something else\n']) {
      await writeFile(cut, content);
      await expect(importData(target.connection, cut)).rejects.toThrow('not a complete export');
    }
    await expect(importData(target.connection, join(folder, 'none'))).rejects.toThrow(
      'cannot be read',
    );
    await writeFile(cut, text.replace('"version":8', '"version":9'));
    await expect(importData(target.connection, cut)).rejects.toThrow('made by a newer version');
    expect(await contents(target.connection)).toEqual([]);
  });

  it('not at all from a file of a newer version, whose collections this one does not know', async () => {
    const file = join(folder, 'newer.ndjson');
    const lines = [
      { format: 'mini-netumo data', version: 99, exportedAt: new Date().toISOString() },
      { collection: 'novelties', document: { _id: 1 } },
      { end: true, counts: { novelties: 1 } },
    ];
    await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await expect(importData(target.connection, file)).rejects.toThrow(
      /was made by a newer version of mini-netumo: it has format 99, and this version reads up to 8/,
    );
  });

  it('up to a line that is damaged, and says which', async () => {
    await exportData(source.connection, file);
    const lines = (await readFile(file, 'utf8')).split('\n');
    for (const line of [
      '{"collection":"targets"',
      '{"collection":"system","document":{"_id":1}}',
    ]) {
      await writeFile(file, lines.with(9, line).join('\n'));
      await expect(importData(target.connection, file)).rejects.toThrow(
        /^Line 10 of .* is damaged/,
      );
    }
  });

  it('whole from a file of the version before, with what this one needs besides', async () => {
    const { alerts, targets } = source.stores;
    const down = anAlert();
    const more = [
      down,
      anAlert({ targetId: null, kind: 'system' }),
      anAlert({ targetId: null, ...RESOLVED }),
    ];
    for (const one of more) await alerts.insert(one);
    await exportData(source.connection, file);
    for (const { id } of more) {
      await source.connection.collection('alerts').deleteOne({ _id: toObjectId(id) });
    }
    await writeFile(file, asOfVersion1(await readFile(file, 'utf8')));

    const { stored, present } = await importData(target.connection, file);
    expect(stored).toEqual({ ...FILLED, settings: 0, registrations: 0, alerts: 4 });
    expect(present).toEqual(NOTHING);
    const own = (await alerts.list({ limit: 10 })).items;
    const all = (await target.stores.alerts.list({ limit: 10 })).items;
    // The clock is to look after outages that it asked nothing of before.
    const followed = { ...down, dueAt: new Date(0) };
    expect(new Set(all)).toEqual(new Set([...own, followed, ...more.slice(1)]));
    const expiring = { after: null, limit: 10 };
    const [read] = await target.stores.targets.expiring(expiring);
    expect(read?.certificate).toEqual((await targets.expiring(expiring))[0]?.certificate);
    expect(await target.stores.targets.withoutDomain(100)).toHaveLength(41);
  });

  it('whole from a file of version 6, which knows neither status pages nor reports', async () => {
    await exportData(source.connection, file);
    const lines = (await readFile(file, 'utf8'))
      .replace('"version":8', '"version":6')
      .split('\n')
      .filter((line) => !/^\{"collection":"(statusPages|reports)"/.test(line))
      .map((line) => line.replace(/"(statusPages|reports)":1,/g, ''));
    await writeFile(file, lines.join('\n'));
    const { stored } = await importData(target.connection, file);
    expect(stored).toEqual({ ...FILLED, statusPages: 0, reports: 0 });
  });

  it('whole from a file of version 2, and with a number that versions before this one refuse', async () => {
    await exportData(source.connection, file);
    const text = await readFile(file, 'utf8');
    expect(JSON.parse(text.split('\n')[0]!)).toMatchObject({ version: 8 });
    await writeFile(file, text.replace('"version":8', '"version":2'));
    const { stored } = await importData(target.connection, file);
    expect(stored).toEqual(FILLED);
  });

  it('with the checks of a file of version 3, which are moved to the form of this one', async () => {
    const targetId = newId();
    const checks = Array.from({ length: 30 }, (_, i) =>
      aCheck(at(i * 300), { failure: i % 7 === 0 ? FAILURE : null }),
    );
    const buckets = source.connection.collection<{ _id: string }>('results');
    for (const [hour, ofHour] of Map.groupBy(checks, ({ slot }) => oldBucketId(targetId, slot))) {
      await buckets.insertOne({
        _id: hour,
        lastSlot: ofHour.at(-1)?.slot,
        expireAt: at(1e6),
        checks: ofHour.map(toCheckDocument),
      } as { _id: string });
    }
    await exportData(source.connection, file);
    await buckets.deleteMany({});
    const text = await readFile(file, 'utf8');
    const lines = text
      .split('\n')
      .filter((line) => !/^\{"collection":"(history|evidence|daily)"/.test(line))
      .map((line) => line.replace('"version":8', '"version":3'));
    const footer = lines.findLastIndex((line) => line.includes('"end":true'));
    const { counts } = JSON.parse(lines[footer] ?? '') as { counts: Record<string, number> };
    const { history: _history, evidence: _evidence, daily: _daily, ...older } = counts;
    await writeFile(
      file,
      lines.with(footer, JSON.stringify({ end: true, counts: older })).join('\n'),
    );

    const { stored } = await importData(target.connection, file);
    expect(stored).toMatchObject({ results: 3, history: 0, evidence: 0, daily: 0 });
    const { results } = target.stores;
    for (let time = 0; time < 2; time++) {
      expect((await Array.fromAsync(results.range(targetId, at(0), at(1e6)))).flat()).toEqual(
        checks,
      );
      while ((await results.adoptOld(2)) > 0);
    }
    expect(await target.connection.collection('results').countDocuments()).toBe(0);
    await importData(target.connection, file);
    expect((await Array.fromAsync(results.range(targetId, at(0), at(1e6)))).flat()).toEqual(checks);
  });

  it('not into a database that holds other data with the same unique keys', async () => {
    await exportData(source.connection, file);
    await target.connection.dropDatabase();
    const [first] = (await source.stores.alerts.list({ limit: 1 })).items;
    await target.stores.alerts.insert({ ...first!, id: newId() });
    await expect(importData(target.connection, file)).rejects.toThrow('Import into an empty');
  });
});
