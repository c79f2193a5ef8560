import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient } from '../api-client.ts';
import type { Site } from '../sites/site.ts';
import { VIEWPORTS } from './browser.ts';
import { playFirstMinute } from './first-minute.ts';
import type { Steps } from './steps.ts';

const NAME = 'Corner bookshop';
/** A check may be due in 20 s, its confirmation 30 s later; the rest is room for a slow machine. */
const DOWN_WITHIN_MS = 90_000;
const UP_WITHIN_MS = 45_000;

export interface Stage {
  readonly browser: Browser;
  /** The address that the browser uses. */
  readonly base: string;
  /** What stands between browser and product. */
  readonly line: Site;
  readonly api: ApiClient;
  readonly site: Site;
  readonly steps: Steps;
}

/** What a user does first, from adding a site to the end of its first outage. */
export async function playMainFlow({
  browser,
  base,
  line,
  api,
  site,
  steps,
}: Stage): Promise<void> {
  const context = await browser.newContext({ viewport: VIEWPORTS.desktop });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  const url = `http://127.0.0.1:${String(site.port)}/books`;

  await playFirstMinute({ page, base, site, steps });

  await steps.run(
    'a wrong address shows its error in the form and keeps what was typed',
    async () => {
      await page.getByRole('link', { name: 'Add target' }).first().click();
      const address = page.getByLabel('Address (URL)');
      await address.fill('ftp://example.org/file');
      await page.getByRole('button', { name: 'Add target' }).click();
      await page.locator('mat-error', { hasText: /\w/ }).first().waitFor();
      assert.equal(await address.inputValue(), 'ftp://example.org/file');
      assert.equal((await api.targets.list.query({})).items.length, 1);
    },
  );

  await steps.run('the form tries the address before it is saved', async () => {
    await page.getByLabel('Address (URL)').fill(url);
    await page.getByText(/Answers 200/).waitFor();
    await page.getByLabel('Name', { exact: true }).fill(NAME);
  });

  await steps.run('the added target goes up without a reload', async () => {
    await page.getByRole('button', { name: 'Add target' }).click();
    await page.locator('[data-status="up"]').first().waitFor();
    const [target] = (await api.targets.list.query({ search: NAME })).items;
    assert.ok(target);
    assert.equal(target.lastCheck?.statusCode, 200);
    await api.targets.update.mutate({ id: target.id, intervalSeconds: 20 });
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await row(page).locator('[data-status="up"]').waitFor();
  });

  await steps.run('when the site dies, its alert appears without a reload', async () => {
    await site.down();
    const wrong = page.getByRole('region', { name: 'What is wrong now' });
    await wrong.getByText(NAME).waitFor({ timeout: DOWN_WITHIN_MS });
    await row(page).locator('[data-status="down"]').waitFor();
    await page.waitForFunction("document.title.startsWith('(1 down)')");
  });

  await steps.run('the inbox has unread news', async () => {
    await page.getByRole('link', { name: /Inbox, \d+ unread/ }).click();
    await page.getByText(NAME).first().waitFor();
  });

  await steps.run('when the site is back, the alert resolves with its duration', async () => {
    await page.getByRole('link', { name: 'Alerts' }).first().click();
    await page
      .getByText(/since .*, for \d+\s(s|min)/)
      .first()
      .waitFor();
    await site.up();
    await page
      .getByText(/recovered after \d+\s(s|min)/)
      .first()
      .waitFor({ timeout: UP_WITHIN_MS });
  });

  await steps.run('a lost connection is shown, and what was missed is caught up', async () => {
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await row(page).waitFor();
    await line.down();
    const bar = page.getByText(/^Connection lost, showing/);
    await bar.waitFor({ timeout: 30_000 });
    const [target] = (await api.targets.list.query({ search: NAME })).items;
    assert.ok(target);
    await api.targets.pause.mutate({ id: target.id });
    await line.up();
    await bar.waitFor({ state: 'hidden', timeout: 30_000 });
    await row(page).locator('[data-status="paused"]').waitFor();
    await api.targets.resume.mutate({ id: target.id });
    await row(page).locator('[data-status="up"]').waitFor();
  });

  await steps.run('on a phone nothing is wider than the screen', async () => {
    await page.setViewportSize(VIEWPORTS.phone);
    for (const path of [
      '/',
      '/add',
      '/alerts',
      '/expiring',
      '/channels',
      '/inbox',
      '/system',
      '/settings',
    ]) {
      await page.goto(base + path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      assert.ok(width <= VIEWPORTS.phone.width, `${path} is ${String(width)} px wide`);
    }
  });

  await steps.run('no script failed on the way', async () => assert.deepEqual(faults, []));
  await context.close();
}

const row = (page: Page) => page.getByRole('row').filter({ hasText: NAME });
