import { BackupError, backupName, type BackupFault } from '@app/domain/backups';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../connect.ts';
import { aCheck, aDelivery, anAlert, at, aTarget } from '../contract/fixtures.ts';
import { COLLECTIONS } from '../transfer/format.ts';
import type { TestServer } from '../testing/embedded-database.ts';
import { openStoresOn, type TestStores } from '../testing/open-stores.ts';
import { SERVERS } from '../testing/servers.ts';
import { createBackups, type BackupOptions } from './create-backups.ts';
import { scratchName } from './rehearse.ts';
import { checkBackup, filledCollections, restoreBackup } from './restore-backup.ts';

const KEY = { id: 'k1', bytes: randomBytes(32) };
const SECRET = 'hunter2-hunter2';
const FILE = backupName(new Date('2026-03-29T02:30:00Z'));
const { signal } = new AbortController();

async function fill({ stores, connection }: TestStores): Promise<void> {
  for (let i = 0; i < 250; i++) await stores.targets.insert(aTarget(), { unique: true });
  const target = aTarget({ name: SECRET });
  await stores.targets.insert(target, { unique: true });
  const checks = Array.from({ length: 60 }, (_, i) => aCheck(at(i * 3_600)));
  await stores.results.append([{ targetId: target.id, checks }]);
  await stores.alerts.insert(anAlert({ targetId: target.id, dueAt: at(3_600) }));
  await stores.deliveries.insert([aDelivery(), aDelivery()]);
  await stores.settings.update({ timeZone: 'Asia/Kathmandu' });
  const odd = { _id: 'odd', whole: new mongo.Double(3), long: mongo.Long.fromNumber(4), zero: -0 };
  await connection.collection<{ _id: string }>('results').insertOne(odd);
}

async function contents({ connection }: Pick<TestStores, 'connection'>): Promise<string[]> {
  const all: string[] = [];
  for (const name of COLLECTIONS) {
    const found = connection.collection(name).find({}, { promoteValues: false }).sort({ _id: 1 });
    for await (const one of found) all.push(mongo.BSON.EJSON.stringify(one, { relaxed: false }));
  }
  return all;
}

describe.each(SERVERS)('backups of $name', ({ start }) => {
  let server: TestServer;
  let source: TestStores;
  let folder: string;
  const open = (options: Partial<BackupOptions> = {}) =>
    createBackups(source.connection, {
      ...{ folder, s3: null, keys: [KEY], madeBy: '0.1.0', isGentle: false },
      secretKeys: () => ['a key'],
      ...options,
    });
  const path = (file = FILE): string => join(folder, file);
  const read = (file = FILE) => fs.createReadStream(path(file));
  async function faultOf(work: Promise<unknown>): Promise<BackupFault | null> {
    try {
      await work;
      return null;
    } catch (error) {
      if (error instanceof BackupError) return error.fault;
      throw error;
    }
  }

  beforeAll(async () => {
    server = await start();
    source = await openStoresOn(server);
    await fill(source);
  });
  afterAll(async () => {
    await source.close();
    await server.close();
  });
  beforeEach(() => {
    folder = join(fs.mkdtempSync(join(tmpdir(), 'backups-')), 'kept');
  });
  afterEach(() => fs.rmSync(join(folder, '..'), { recursive: true }));

  it('hold everything with the type of each value, for their owner only and in no clear', async () => {
    const made = await open().make(FILE, signal);
    expect(made).toMatchObject({ documents: 316, places: [folder], fault: null });
    expect(fs.statSync(path()).mode & 0o777).toBe(0o600);
    expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
    expect(fs.statSync(path()).size).toBe(made.bytes);
    expect(fs.readFileSync(path()).includes(SECRET)).toBe(false);
    expect(fs.readFileSync(path()).includes('a key')).toBe(false);
    const checked = await checkBackup(read(), [KEY]);
    expect(checked).toMatchObject({
      createdAt: new Date('2026-03-29T02:30:00Z'),
      about: { madeBy: '0.1.0', secretKeys: ['a key'] },
      counts: { targets: 251, deliveries: 2, settings: 1 },
    });
    const target = await openStoresOn(server);
    try {
      await restoreBackup(target.connection, { bytes: read(), keys: [KEY] });
      expect(await contents(target)).toEqual(await contents(source));
      expect(await filledCollections(target.connection)).toMatchObject({ targets: 251 });
      expect(await filledCollections(target.connection)).not.toHaveProperty('inbox');
    } finally {
      await target.close();
    }
  });

  it('are refused with a reason when they are not whole, and change nothing', async () => {
    await open().make(FILE, signal);
    const whole = fs.readFileSync(path());
    const line = whole.indexOf('\n') + 1;
    const changed = (offset: number): Buffer => {
      const bytes = Buffer.from(whole);
      bytes[offset]! ^= 1;
      return bytes;
    };
    const check = async (bytes: Uint8Array | string, keys = [KEY]): Promise<BackupFault | null> => {
      fs.writeFileSync(path('x'), bytes);
      return await faultOf(checkBackup(read('x'), keys));
    };
    expect(await check(whole)).toBeNull();
    expect(await check(changed(line + 5))).toEqual({ is: 'damaged', part: 1 });
    expect(await check(changed(whole.length - 40))).toMatchObject({ is: 'damaged' });
    expect(await check(whole.subarray(0, -1))).toMatchObject({ is: 'cut-off' });
    expect(await check(whole.subarray(0, line + 100))).toMatchObject({ is: 'cut-off' });
    expect(await check(whole.subarray(0, line))).toMatchObject({ is: 'cut-off' });
    expect(await check('')).toEqual({ is: 'not-a-backup' });
    expect(await check('something else\n')).toEqual({ is: 'not-a-backup' });
    expect(await check(whole.subarray(5))).toEqual({ is: 'not-a-backup' });
    const text = whole.toString('latin1');
    const altered = (from: string, to: string) => Buffer.from(text.replace(from, to), 'latin1');
    expect(await check(altered('"version":1', '"version":2'))).toEqual({
      ...{ is: 'newer', version: 2, readable: 1 },
    });
    expect(await check(altered('2026-03-29T02', '2026-03-29T03'))).toEqual({
      ...{ is: 'damaged', part: 1 },
    });
    expect(await check(whole, [{ id: 'k2', bytes: randomBytes(32) }])).toEqual({
      ...{ is: 'other-key', keyId: 'k1', ownKeyIds: ['k2'] },
    });
    expect(await check(whole, [])).toMatchObject({ is: 'other-key', ownKeyIds: [] });
    // A key of the same name that is another one.
    expect(await check(whole, [{ id: 'k1', bytes: randomBytes(32) }])).toMatchObject({
      is: 'damaged',
    });
    expect(await check(whole, [{ id: 'k2', bytes: randomBytes(32) }, KEY])).toBeNull();
  });

  it('are listed and removed, and leave other files alone', async () => {
    const backups = open();
    expect(await backups.list()).toEqual([]);
    const later = backupName(new Date('2026-03-30T02:30:00Z'));
    await backups.make(FILE, signal);
    await backups.make(later, signal);
    fs.writeFileSync(path('notes.txt'), 'mine');
    const all = await backups.list();
    expect(all.map(({ file, place }) => [file, place])).toEqual([
      [later, folder],
      [FILE, folder],
    ]);
    await backups.remove(all[1]!);
    expect(fs.readdirSync(folder).toSorted()).toEqual([later, 'notes.txt']);
  });

  it('leave nothing behind when they are broken off, and clear away what a crash has left', async () => {
    const stop = AbortSignal.abort(new Error('stopped'));
    await expect(open().make(FILE, stop)).rejects.toThrow();
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path(`${FILE}.unfinished`), 'half');
    await open().make(FILE, signal);
    expect(fs.readdirSync(folder)).toEqual([FILE]);
  });

  it('name what keeps them from a place', async () => {
    fs.writeFileSync(folder, 'a file where the folder belongs');
    const made = await open().make(FILE, signal);
    expect(made).toMatchObject({ places: [], bytes: 0, fault: { is: 'place', place: folder } });
    expect(await faultOf(open({ folder: null }).make(FILE, signal))).toEqual({ is: 'no-place' });
    expect(await faultOf(open({ keys: [] }).make(FILE, signal))).toEqual({ is: 'no-key' });
    fs.rmSync(folder);
  });

  it.runIf(fs.existsSync('/proc/self'))('come to an end where no folder can be', async () => {
    const made = await open({ folder: '/proc/no-such-place/backups' }).make(FILE, signal);
    expect(made.fault).toEqual({
      is: 'place',
      place: '/proc/no-such-place/backups',
      detail: 'that place holds no folders',
    });
  });

  it('are rehearsed: restored beside the data, compared and thrown away', async () => {
    const backups = open({ isGentle: true });
    await backups.make(FILE, signal);
    const [one] = await backups.list();
    const compared = await backups.rehearse(one!, signal);
    expect(compared).toMatchObject({ documents: 316, fault: null });
    expect(compared.collections).toContainEqual({ name: 'targets', documents: 251, isEqual: true });
    const scratch = source.connection.useDb(scratchName(source.connection.name));
    expect(await scratch.collection('targets').countDocuments()).toBe(0);
    const bytes = fs.readFileSync(path());
    bytes[bytes.length - 100]! ^= 4;
    fs.writeFileSync(path(), bytes);
    expect(await faultOf(backups.rehearse(one!, signal))).toMatchObject({ is: 'damaged' });
    expect(await scratch.collection('targets').countDocuments()).toBe(0);
  });

  it('find their whole content while it changes', async () => {
    const other = await connect({ uri: source.uri });
    const over = new AbortController();
    const changing = (async () => {
      while (!over.signal.aborted) {
        await other.collection('targets').updateMany({}, { $inc: { version: 1 } });
        await source.stores.targets.counts();
      }
    })();
    try {
      const { documents } = await open().make(FILE, signal);
      expect(documents).toBe(316);
      expect((await checkBackup(read(), [KEY])).counts.targets).toBe(251);
    } finally {
      over.abort();
      await changing;
      await other.close();
    }
  });
});
