import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { startSite, type Site } from '../sites/site.ts';
import { say } from '../terminal.ts';
import type { Steps } from './steps.ts';

/** From an empty page to the first green dot, and to the first message that a receiver has got. */
const MOST_MS = 60_000;

/** What somebody does who opens the product for the first time. */
export async function playFirstMinute({
  page,
  base,
  site,
  steps,
}: {
  page: Page;
  base: string;
  site: Site;
  steps: Steps;
}): Promise<void> {
  const received: string[] = [];
  const receiver = await startSite({
    answer: (request, response) => {
      request.setEncoding('utf8').on('data', (text: string) => received.push(text));
      request.on('end', () => response.end('ok'));
    },
  });
  const beganAt = performance.now();
  const seconds = () => (performance.now() - beganAt) / 1_000;
  try {
    await steps.run('the first minute begins with the address', async () => {
      await page.goto(base);
      await page.getByLabel('Addresses, one a line').fill(`127.0.0.1:${String(site.port)}, First`);
      await page.getByText(/Answers 200/).waitFor();
      await page.getByRole('button', { name: 'Start watching' }).click();
      await page.locator('app-target-row [data-status="up"]').waitFor();
      say(`     first green dot after ${seconds().toFixed(1)} s`);
    });
    await steps.run('it asks where alerts go, and tests that', async () => {
      await page.getByRole('button', { name: 'Webhook' }).click();
      const dialog = page.getByRole('dialog');
      await dialog
        .getByLabel('Address of the webhook')
        .fill(`http://127.0.0.1:${String(receiver.port)}/`);
      await dialog.getByRole('button', { name: 'Send test' }).click();
      await dialog.getByText(/^Delivered/).waitFor();
      say(`     first test message after ${seconds().toFixed(1)} s`);
      await dialog.getByRole('button', { name: 'Save' }).click();
    });
    await steps.run('it ends with a test outage, told as a real one', async () => {
      await page.getByRole('button', { name: 'Fire a test outage' }).click();
      await page.getByText(/Delivered\. /).waitFor();
      await page.getByText('Down: First (test)').waitFor();
      const events = received.map((body) => (JSON.parse(body) as { event: string }).event);
      assert.deepEqual(events, ['test', 'alert.opened', 'alert.resolved']);
      await page.getByRole('button', { name: 'Done' }).click();
      say(`     all of it in ${seconds().toFixed(1)} s`);
      assert.ok(seconds() * 1_000 < MOST_MS);
    });
  } finally {
    await receiver.down();
  }
}
