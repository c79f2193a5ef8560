/**
 * What everything that `npm start` runs takes together, api, worker, both embedded servers and the process that keeps
 * them running, while it watches targets: the memory of all processes, each page counted once.
 */
import fs from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@app/embedded';
import { createApiClient, type ApiClient } from '../../api-client.ts';
import { startOwnProduct, type OwnProduct } from '../../own-product.ts';
import { inOneLine } from '../../refusal.ts';
import { startSite, type Site } from '../../sites/site.ts';
import { say, step } from '../../terminal.ts';
import { atLeast, atMost, linesOf, row } from '../rows.ts';
import { memoryOfTree, sumByName, type ProcessMemory } from './memory.ts';
import { readOptions, type ProductBenchOptions } from './options.ts';

const LOOK_EVERY_MS = 5_000;
const BAR_MB = 450;

async function bench(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const dataDir = fs.mkdtempSync(path.join(tmpdir(), 'bench-product-'));
  const site = await startSite({ answer: (_request, response) => response.end('all well') });
  let product: OwnProduct | undefined;
  try {
    const port = await freePort();
    const base = `http://127.0.0.1:${String(port)}`;
    const place = { HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: base };
    product = await startOwnProduct(base, { ...place, DATA_DIR: dataDir });
    const { lines, missed } = await measure(product, createApiClient(base), { site, options });
    say(
      `\nLoad of the machine: ${loadavg()
        .map((one) => one.toFixed(1))
        .join(' ')}\n`,
    );
    for (const line of lines) say(line);
    return options.isStrict && missed > 0 ? 1 : 0;
  } finally {
    await product?.stop();
    await site.down();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measure(
  { pid }: OwnProduct,
  api: ApiClient,
  { site, options }: { site: Site; options: ProductBenchOptions },
) {
  const { targets, intervalSeconds, minutes } = options;
  await step(`Adding ${targets} targets every ${intervalSeconds} s`, async () => {
    for (let index = 0; index < targets; index++) {
      const url = `http://127.0.0.1:${site.port}/${index}`;
      await api.targets.create.mutate({ url, name: `Site ${index}`, intervalSeconds });
    }
  });
  let now: ProcessMemory[] = [];
  let peakMb = 0;
  await step(`Watching them for ${minutes} min`, async () => {
    const end = performance.now() + minutes * 60_000;
    while (performance.now() < end) {
      await sleep(LOOK_EVERY_MS);
      now = memoryOfTree(pid);
      peakMb = Math.max(peakMb, sumOf(now));
    }
  });
  const { counts } = await api.targets.list.query({ limit: 1 });
  return linesOf([
    ...sumByName(now).map(({ name, pssMb }) => row(name, pssMb, 'MB')),
    row('all processes', sumOf(now), 'MB', atMost(BAR_MB)),
    row('  at most meanwhile', peakMb, 'MB'),
    row('targets that are up', counts.up, '', atLeast(targets)),
  ]);
}

const sumOf = (processes: readonly ProcessMemory[]): number =>
  processes.reduce((sum, { pssMb }) => sum + pssMb, 0);

try {
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${inOneLine(error)}\n`);
  process.exitCode = 2;
}
