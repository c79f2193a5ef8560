import { MatButtonHarness } from '@angular/material/button/testing';
import { MatDialogHarness } from '@angular/material/dialog/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { MatMenuHarness } from '@angular/material/menu/testing';
import { MatSelectHarness } from '@angular/material/select/testing';
import type { Report } from '@app/domain/reports';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../../testing/axe';
import { eventually } from '../../../testing/eventually';
import { fakeApi, type Handlers } from '../../../testing/fake-api';
import { openPage, type OpenPage } from '../../../testing/open-page';
import { idOf } from '../../../testing/samples';

const aReport = (change: Partial<Report> = {}): Report => ({
  id: idOf(60),
  name: 'Shop report',
  tag: 'prod',
  targetIds: [],
  every: 'month',
  slaTarget: 99.9,
  logo: null,
  footer: null,
  to: ['client@example.org'],
  createdAt: new Date(),
  updatedAt: new Date(),
  nextAt: new Date(Date.now() + 3_600_000),
  last: null,
  ...change,
});

const open = (reports: Handlers['reports']): Promise<OpenPage> =>
  openPage('/settings', fakeApi({ reports: reports ?? {} }));

const type = async (dialog: MatDialogHarness, label: string, text: string): Promise<void> =>
  (await dialog.getHarness(MatInputHarness.with({ label }))).setValue(text);

const press = async (dialog: MatDialogHarness, text: string): Promise<void> =>
  (await dialog.getHarness(MatButtonHarness.with({ text }))).click();

async function choose(page: OpenPage, name: string, text: RegExp): Promise<void> {
  const selector = `[aria-label="Actions for ${name}"]`;
  const menu = await page.loader.getHarness(MatMenuHarness.with({ selector }));
  await menu.open();
  await menu.clickItem({ text });
}

describe('reports in the settings', () => {
  it('say about what they are, for whom, and whom the last one did not reach', async () => {
    const last = {
      ...({
        firstDay: '2026-10-01',
        lastDay: '2026-10-31',
        state: 'failed',
        at: new Date(),
      } as const),
      failures: [{ to: 'client@example.org', detail: 'No such address.' }],
      waiting: [],
    };
    const page = await open({
      list: () => ({
        items: [aReport({ last }), aReport({ id: idOf(61), name: 'Inner', to: [], nextAt: null })],
      }),
    });
    await eventually(() => expect(page.text()).toContain('99.90 % promised'));
    expect(page.text()).toContain('Month, targets tagged prod');
    expect(page.text()).toContain('Sent to client@example.org, next');
    expect(page.text()).toContain('Sent to nobody');
    expect(page.text()).toContain('did not reach everybody. client@example.org: No such address.');
    expect(page.button('Open Shop report in a new tab').getAttribute('href')).toBe(
      `/report/${idOf(60)}`,
    );
    expect(await breaches(page.element)).toEqual([]);
  });

  it('are made of a tag, for some addresses', async () => {
    const create = vi.fn(() => aReport());
    const page = await open({ create });
    page.button('Add report…').click();
    const dialog = await page.loader.getHarness(MatDialogHarness);
    await type(dialog, 'Title', 'Shop report');
    await type(dialog, 'Promised availability', 'all');
    await type(dialog, 'Sent to', 'client@example.org, nobody');
    await press(dialog, 'Save');
    await eventually(async () => {
      const text = await dialog.getText();
      expect(text).toContain('Write a number above 0 and up to 100.');
      expect(text).toContain('Not an e-mail address.');
    });
    expect(create).not.toHaveBeenCalled();
    await type(dialog, 'Promised availability', '99,5');
    await type(dialog, 'Sent to', 'client@example.org, b@example.org');
    const tags = document.querySelector<HTMLInputElement>('app-tags-field input')!;
    tags.value = 'prod';
    tags.dispatchEvent(new Event('input'));
    tags.dispatchEvent(new Event('blur'));
    const select = await dialog.getHarness(MatSelectHarness);
    await select.open();
    await select.clickOptions({ text: /Week/ });
    expect(await breaches(document.querySelector('mat-dialog-container')!)).toEqual([]);
    await press(dialog, 'Save');
    await eventually(() =>
      expect(create).toHaveBeenCalledWith({
        ...{ name: 'Shop report', tag: 'prod', targetIds: [], every: 'week', slaTarget: 99.5 },
        ...{ logo: null, footer: null, to: ['client@example.org', 'b@example.org'] },
      }),
    );
  });

  it('say to whom they are sent where others have them already', async () => {
    const to = ['a@example.org', 'b@example.org'];
    const days = { firstDay: '2026-10-01', lastDay: '2026-10-31', at: new Date() };
    const failures = [{ to: 'b@example.org', detail: 'Refused.' }];
    const failed = { ...days, state: 'failed' as const, failures, waiting: [] };
    const busy = { ...days, state: 'sending' as const, failures: [], waiting: ['b@example.org'] };
    const page = await open({
      list: () => ({ items: [aReport({ to, last: failed })] }),
      send: () => aReport({ to, last: busy }),
    });
    await choose(page, 'Shop report', /Send to those who did not get it/);
    await eventually(() =>
      expect(document.body.textContent).toContain(
        'Shop report is being sent to b@example.org: the others have it',
      ),
    );
  });

  it('are sent now, changed, and removed once their name was shown', async () => {
    const [send, update, remove] = [
      vi.fn(() => aReport()),
      vi.fn(() => aReport()),
      vi.fn(() => aReport()),
    ];
    const page = await open({ list: () => ({ items: [aReport()] }), send, update, remove });
    await choose(page, 'Shop report', /Send now/);
    await eventually(() => expect(send).toHaveBeenCalledWith({ id: idOf(60) }));
    await choose(page, 'Shop report', /Edit/);
    const edit = await page.loader.getHarness(MatDialogHarness);
    await type(edit, 'Promised availability', '');
    await press(edit, 'Save');
    await eventually(() =>
      expect(update).toHaveBeenCalledWith(
        expect.objectContaining({ id: idOf(60), slaTarget: null, tag: 'prod' }),
      ),
    );
    await choose(page, 'Shop report', /Remove/);
    const dialog = await page.loader.getHarness(MatDialogHarness);
    expect(await dialog.getTitleText()).toBe('Remove Shop report?');
    await press(dialog, 'Remove');
    await eventually(() => expect(remove).toHaveBeenCalledWith({ id: idOf(60) }));
  });
});
