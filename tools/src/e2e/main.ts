import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { freePort } from '@app/embedded';
import type { Browser } from 'playwright-core';
import { createApiClient } from '../api-client.ts';
import { startOwnProduct, type OwnProduct } from '../own-product.ts';
import { inOneLine } from '../refusal.ts';
import { startRelay, startSite, type Site } from '../sites/site.ts';
import { say, step } from '../terminal.ts';
import { inWords } from '../test/report.ts';
import { inWorkspace } from '../workspace.ts';
import { findChromium, launch } from './browser.ts';
import { playMainFlow } from './scenario.ts';
import { takeScreenshots } from './screenshots.ts';
import { Steps } from './steps.ts';

const { values: options } = parseArgs({ options: { screenshots: { type: 'boolean' } } });
const chromium = findChromium();
if (chromium) await run(chromium);
else {
  say('Left out: no Chromium here. Install it (apt-get install chromium) or set CHROMIUM_PATH.');
  say('0 passed, 0 failed, 1 skipped');
}

async function run(executable: string): Promise<void> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'e2e-'));
  let product: OwnProduct | undefined;
  let line: Site | undefined;
  const site = await startSite({
    answer: (_request, response) => response.end('<h1>Books</h1>'),
  });
  const browser = await launch(executable);
  const steps = new Steps((name) => picture(browser, name));
  try {
    const port = await freePort();
    const base = `http://127.0.0.1:${String(port)}`;
    line = await startRelay(port);
    const publicUrl = `http://127.0.0.1:${String(line.port)}`;
    product = await startOwnProduct(base, {
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: publicUrl,
      DATA_DIR: dataDir,
    });
    const api = createApiClient(base);
    if (options.screenshots) {
      await steps.run('screenshots', () => takeScreenshots(browser, base, api));
    } else await playMainFlow({ browser, base: publicUrl, line, api, site, steps });
  } catch (error) {
    await steps.run('the whole', () => Promise.reject(new Error(inOneLine(error))));
  } finally {
    await browser.close();
    await site.down();
    await line?.down();
    await step('Stopping', async () => product?.stop());
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
  say(inWords(steps.tally));
  process.exitCode = steps.tally.failed > 0 ? 1 : 0;
}

/** Pictures what the browser shows, for whoever looks into the failure. */
async function picture(browser: Browser, name: string): Promise<string> {
  const [page] = browser.contexts().flatMap((context) => context.pages());
  if (!page) return 'There was no page to picture.';
  const file = inWorkspace('dist', 'e2e', `${name.replaceAll(/\W+/g, '-')}.png`);
  await page.screenshot({ path: file });
  return `Picture: ${file}`;
}
