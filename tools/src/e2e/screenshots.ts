import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { ApiClient } from '../api-client.ts';
import { openShow } from '../demo/open-show.ts';
import { watchTargets } from '../demo/watch-targets.ts';
import { step } from '../terminal.ts';
import { inWorkspace } from '../workspace.ts';
import { VIEWPORTS } from './browser.ts';

const FOLDER = inWorkspace('docs', 'screenshots');
/** Long enough for the flapping site to go down and come back. */
const LIVE_MS = 110_000;
const SETTLE_MS = 1_200;

const PAGES = [
  'overview',
  'target',
  'add',
  'alerts',
  'expiring',
  'channels',
  'inbox',
  'system',
  'settings',
] as const;

/** Lets the demo live for a while and pictures the main pages: light and dark, desk and phone. */
export async function takeScreenshots(
  browser: Browser,
  base: string,
  api: ApiClient,
): Promise<void> {
  fs.mkdirSync(FOLDER, { recursive: true });
  const show = await openShow();
  try {
    const ids = await watchTargets(api);
    show.flap();
    await step('Letting the demo sites live', () => sleep(LIVE_MS));
    const [bakery = ''] = ids;
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [size, viewport] of Object.entries(VIEWPORTS)) {
        const page = await browser.newPage({ colorScheme, viewport, reducedMotion: 'reduce' });
        for (const name of PAGES) {
          await page.goto(base + pathOf(name, bakery));
          await page.getByRole('heading', { level: 1 }).first().waitFor();
          await sleep(SETTLE_MS);
          await page.screenshot({ path: `${FOLDER}/${name}-${colorScheme}-${size}.png` });
        }
        await page.close();
      }
    }
  } finally {
    await show.close();
  }
}

function pathOf(page: (typeof PAGES)[number], targetId: string): string {
  if (page === 'overview') return '/';
  return page === 'target' ? `/targets/${targetId}` : `/${page}`;
}
