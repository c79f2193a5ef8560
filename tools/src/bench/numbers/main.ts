/**
 * What numbers and lists cost with a long history: bytes that a result takes, how long each page waits, how that grows
 * with the number of targets, and how long it takes to close a day and to delete what is old.
 */
import fs from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { connect, createStores, ensureIndexes } from '@app/persistence';
import { createApiClient } from '../../api-client.ts';
import { buildApps } from '../../build/build-apps.ts';
import { inOneLine } from '../../refusal.ts';
import { say, step } from '../../terminal.ts';
import { askAll, chartBytes, questionsOf, type Times } from './ask.ts';
import { keepAll, type Kept, openYesterday } from './keep.ts';
import { type NumbersBenchOptions, readOptions } from './options.ts';
import { reportOf, type Size } from './report.ts';
import { DAY_MS, seedTargets } from './seed.ts';
import { openStage, type Stage } from './stage.ts';

const YEAR_DAYS = 365;

async function bench(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  await step('Building the api and the document server', () => buildApps('apps/api'));
  const stage = await step('Starting the document server', openStage);
  try {
    const sizes: Size[] = [];
    for (const targets of options.sizes) sizes.push(await measureSize(stage, targets, options));
    const year = await measureYear(stage, options);
    const kept = await measureKeeping(stage, options);
    const load = loadavg().map((one) => one.toFixed(1));
    say(`\nLoad of the machine: ${load.join(' ')}\n`);
    const { lines, missed } = reportOf({ sizes, year, kept });
    for (const line of lines) say(line);
    say(`\n${lines.length - missed - 2} passed, ${missed} failed`);
    return options.isStrict && missed > 0 ? 1 : 0;
  } finally {
    await stage.close();
  }
}

/** An installation of some size with nothing but closed days behind it. */
async function measureSize(
  stage: Stage,
  targets: number,
  { days, records, times }: NumbersBenchOptions,
): Promise<Size> {
  const database = `bench-${targets}`;
  const now = new Date();
  const connection = await connect({ uri: stage.uriOf(database) });
  try {
    await ensureIndexes(connection);
    const stores = createStores(connection);
    // Targets themselves are no results.
    const before = await step(`Adding ${targets} targets`, async () => {
      await seedTargets({ stores, connection }, { targets, days: 0, records: 0, now });
      return stage.bytes();
    });
    await connection.dropDatabase();
    await ensureIndexes(connection);
    const { ids, checks } = await step(`${targets} targets with ${days} days of checks`, () =>
      seedTargets({ stores, connection }, { targets, days, records, now }),
    );
    const bytes = stage.bytes() - before;
    const api = await stage.startApi(database);
    try {
      const questions = questionsOf(createApiClient(api.base), { ids, now });
      const found = await step('Asking', () => askAll(questions, times));
      const chart = await chartBytes(api.base, ids[0] ?? '', now);
      return { targets, found, chartBytes: chart, bytesPerResult: bytes / checks };
    } finally {
      await api.stop();
    }
  } finally {
    await connection.dropDatabase();
    await connection.close();
  }
}

/** Targets with a year behind them. */
async function measureYear(
  stage: Stage,
  { yearTargets: targets, times }: NumbersBenchOptions,
): Promise<Times> {
  const database = 'bench-year';
  const now = new Date();
  const connection = await connect({ uri: stage.uriOf(database) });
  try {
    await ensureIndexes(connection);
    const stores = createStores(connection);
    const { ids } = await step(`${targets} targets with a year`, () =>
      seedTargets({ stores, connection }, { targets, days: 35, records: YEAR_DAYS, now }),
    );
    const api = await stage.startApi(database);
    try {
      const client = createApiClient(api.base);
      const ask = (time: number) =>
        client.checks.history.query({
          targetId: ids[time % ids.length] ?? '',
          from: new Date(now.getTime() - YEAR_DAYS * DAY_MS),
          to: now,
        });
      return (await askAll({ year: ask }, times)).get('year') ?? [];
    } finally {
      await api.stop();
    }
  } finally {
    await connection.dropDatabase();
    await connection.close();
  }
}

/** Closes a day of every target, then deletes what is older than a few days. */
async function measureKeeping(
  stage: Stage,
  { sizes, days }: NumbersBenchOptions,
): Promise<{ closed: Kept; removed: Kept & { checks: number } }> {
  const targets = sizes.at(-1) ?? 0;
  const now = new Date();
  const connection = await connect({ uri: stage.uriOf('bench-keeping') });
  const archiveFolder = fs.mkdtempSync(path.join(tmpdir(), 'bench-archive-'));
  try {
    await ensureIndexes(connection);
    const stores = createStores(connection);
    const { ids } = await step(`${targets} targets whose yesterday is open`, async () => {
      const plan = { targets, days, records: days, now, isYesterdayOpen: true };
      const seeded = await seedTargets({ stores, connection }, plan);
      await openYesterday(stores, seeded.ids, now);
      return seeded;
    });
    const keep = { ids, now, archiveFolder };
    const closed = await step('Closing their day', () => keepAll(stores, keep));
    const { retention } = await stores.settings.get();
    const keptDays = Math.max(8, days - 20);
    await stores.settings.update({
      retention: { ...retention, checkDays: keptDays, archive: false },
    });
    const checks = targets * Math.max(0, days - keptDays) * 288;
    const later = new Date(now.getTime() + 3_600_000);
    const removed = await step(`Deleting ${checks} checks`, () =>
      keepAll(stores, { ...keep, now: later }),
    );
    return { closed, removed: { ...removed, checks } };
  } finally {
    await connection.dropDatabase();
    await connection.close();
    fs.rmSync(archiveFolder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${inOneLine(error)}\n`);
  process.exitCode = 2;
}
