import { type Check, DEFAULT_SETTINGS, Setbacks } from '@app/domain';
import { keepHouse, restoreDays, systemContext } from '@app/monitoring';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { aCheck, at, aTarget, T0 } from '../contract/fixtures.ts';
import { openTestStores, type TestStores } from '../testing/open-stores.ts';
import { createFileArchive } from './file-archive.ts';

const DAY_MS = 86_400_000;
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
/** All of the days of the checks are older than they are kept. */
const LATER = new Date(T0.getTime() + 40 * DAY_MS);

let opened: TestStores;
let folder: string;
beforeAll(async () => {
  opened = await openTestStores();
});
afterAll(() => opened.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netumo-archive-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  for (const name of ['history', 'evidence', 'housekeeping', 'settings', 'daily', 'targets']) {
    await opened.connection.collection(name).deleteMany({});
  }
});

const failure = { class: 'dns', code: 'X', fact: { is: 'no-address', host: 'a.example' } } as const;
const checksOf = (hours: number): Check[] =>
  Array.from({ length: hours }, (_, hour) =>
    aCheck(at(hour * 3_600), hour % 7 === 0 ? { outcome: 'failed', failure } : {}),
  );

const ports = () => ({
  ...opened.stores,
  archive: createFileArchive(folder),
  log,
  newId,
  now: () => LATER,
  changes: { publish: async () => undefined },
});

const stored = async (id: string) =>
  (await Array.fromAsync(opened.stores.results.range(id, at(0), LATER))).flat();

/** Keeps house until nothing is left, with what may happen on the way. */
async function keepAll(over: Partial<ReturnType<typeof ports>> = {}): Promise<void> {
  await opened.connection.collection('housekeeping').deleteMany({});
  await keepHouse(systemContext({ ...ports(), ...over }));
}

it('takes checks out of the store into files, and brings them back once, however often it is asked', async () => {
  const ids = [newId(), newId()];
  const checks = checksOf(40);
  await opened.stores.results.append(ids.map((targetId) => ({ targetId, checks })));
  await keepAll();
  for (const id of ids) expect(await stored(id)).toEqual([]);
  const { files } = await createFileArchive(folder).list('2026-03-01', '2026-03-03');
  expect(files.map(({ day, targets, checks: count }) => [day, targets, count])).toEqual([
    ['2026-03-01', 2, 24],
    ['2026-03-02', 2, 48],
    ['2026-03-03', 2, 8],
  ]);
  const { retention } = DEFAULT_SETTINGS;
  const days = { first: '2026-03-01', last: '2026-03-02' };
  const refused = await restoreDays(systemContext(ports()), days);
  expect(refused).toMatchObject({ files: 0, keptFrom: '2026-03-06' });
  await opened.stores.settings.update({ retention: { ...retention, checkDays: 100 } });
  for (let time = 0; time < 2; time++) {
    expect(await restoreDays(systemContext(ports()), days)).toEqual({
      files: 2,
      checks: 72,
      unreadable: [],
      keptFrom: null,
    });
    for (const id of ids) expect(await stored(id)).toEqual(checks.slice(0, 36));
  }
  await opened.stores.settings.update({ retention });
  await keepAll();
  expect(await createFileArchive(folder).list('2026-03-01', '2026-03-03')).toEqual({
    files,
    unreadable: [],
  });
});

it.each(['writing', 'deleting'])(
  'loses nothing when it is broken off while %s, and is repeated',
  async (when) => {
    const id = newId();
    const checks = checksOf(12);
    await opened.stores.results.append([{ targetId: id, checks }]);
    const archive = createFileArchive(folder);
    const fails = () => Promise.reject(new Error('killed'));
    const broken =
      when === 'writing'
        ? { archive: { ...archive, write: fails } }
        : {
            results: { ...opened.stores.results, removeClosed: fails },
          };
    await expect(keepAll(broken)).rejects.toThrow();
    expect(await stored(id)).toEqual(checks);
    await keepAll();
    expect(await stored(id)).toEqual([]);
    const { files } = await archive.list('2026-03-01', '2026-03-01');
    expect(files).toHaveLength(1);
    expect(files[0]?.checks).toBe(12);
    expect(await readdir(folder)).toHaveLength(2);
  },
);

it('keeps a check that comes while its day is archived, and archives it next', async () => {
  const id = newId();
  const checks = checksOf(12);
  const late = aCheck(at(60));
  await opened.stores.results.append([{ targetId: id, checks }]);
  const archive = createFileArchive(folder);
  const write: typeof archive.write = async (day, targets) => {
    const file = await archive.write(day, targets);
    await opened.stores.results.append([{ targetId: id, checks: [late] }]);
    await opened.stores.results.closeDay({ targetId: id, day: new Date(`${day}T00:00:00Z`) });
    return file;
  };
  await keepAll({ archive: { ...archive, write } });
  expect(await stored(id)).toContainEqual(late);
  await keepAll();
  const { files } = await archive.list('2026-03-01', '2026-03-01');
  expect(files.map((file) => file.checks)).toEqual([12, 13]);
  const { retention } = DEFAULT_SETTINGS;
  await opened.stores.settings.update({ retention: { ...retention, checkDays: 100 } });
  await restoreDays(systemContext(ports()), { first: '2026-03-01', last: '2026-03-01' });
  expect(await stored(id)).toEqual([checks[0], late, ...checks.slice(1)]);
});

it('counts a day before it is closed, and anew when a check comes late, none of them twice', async () => {
  const target = aTarget({ createdAt: at(-DAY_MS / 1_000) });
  await opened.stores.targets.insert(target, { unique: true });
  await opened.stores.settings.update({ timeZone: 'Asia/Kathmandu' });
  const soon = { now: () => new Date(T0.getTime() + 3 * DAY_MS) };
  const records = () => opened.stores.daily.range(target.id, '2026-01-01', '2026-12-31');
  const carried = (checks: Check[]) =>
    opened.stores.results.append([{ targetId: target.id, checks }]);
  const checks = checksOf(20);
  await carried(checks.slice(0, 15));
  await keepAll(soon);
  const first = await records();
  expect(first.map(({ day, zone }) => `${day} ${zone}`)).toEqual([
    '2026-02-28 Asia/Kathmandu',
    '2026-03-01 Asia/Kathmandu',
    '2026-03-02 Asia/Kathmandu',
    '2026-03-03 Asia/Kathmandu',
  ]);
  expect(first.map((day) => day.checks.ok + day.checks.failed)).toEqual([0, 7, 8, 0]);
  await carried(checks.slice(10));
  await carried(checks.slice(3, 12));
  await keepAll(soon);
  const again = await records();
  expect(again.map((day) => day.checks.ok + day.checks.failed)).toEqual([0, 7, 13, 0]);
  expect(again[0]).toEqual(first[0]);
  await carried(checks);
  await keepAll(soon);
  expect(await records()).toEqual(again);
});

it('goes on beside a manifest that cannot be read, and tells which it is', async () => {
  const id = newId();
  await opened.stores.results.append([{ targetId: id, checks: checksOf(40) }]);
  await writeFile(join(folder, 'checks-2026-03-01.1.json'), '{"file":');
  await writeFile(join(folder, 'checks-2026-03-01.1.ndjson.gz'), 'what it told of');
  const setbacks = new Setbacks();
  await opened.connection.collection('housekeeping').deleteMany({});
  await keepHouse(systemContext(ports()), setbacks);
  expect(await stored(id)).toEqual([]);
  const unreadable = ['checks-2026-03-01.1.json'];
  const found = await createFileArchive(folder).list('2026-03-01', '2026-03-03');
  expect(found.files.map(({ file }) => file)).toEqual([
    'checks-2026-03-01.2.ndjson.gz',
    'checks-2026-03-02.1.ndjson.gz',
    'checks-2026-03-03.1.ndjson.gz',
  ]);
  expect(found.unreadable).toEqual(unreadable);
  expect(await readFile(join(folder, 'checks-2026-03-01.1.ndjson.gz'), 'utf8')).toBe(
    'what it told of',
  );
  expect(setbacks.waiting('reading the manifest of the archive', LATER)).toEqual(unreadable);
  const { retention } = DEFAULT_SETTINGS;
  await opened.stores.settings.update({ retention: { ...retention, checkDays: 100 } });
  const days = { first: '2026-03-01', last: '2026-03-03' };
  expect(await restoreDays(systemContext(ports()), days)).toMatchObject({ checks: 40, unreadable });
});
