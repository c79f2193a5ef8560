import { MatAutocompleteHarness } from '@angular/material/autocomplete/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatDialogHarness } from '@angular/material/dialog/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { MatMenuHarness } from '@angular/material/menu/testing';
import { MatSelectHarness } from '@angular/material/select/testing';
import { MatSlideToggleHarness } from '@angular/material/slide-toggle/testing';
import type { NotableOutage, StatusPage } from '@app/domain/status-pages';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../../testing/axe';
import { eventually } from '../../../testing/eventually';
import { fakeApi, type Handlers, refusal } from '../../../testing/fake-api';
import { openPage, type OpenPage } from '../../../testing/open-page';
import { idOf } from '../../../testing/samples';

const aPage = (change: Partial<StatusPage> = {}): StatusPage => ({
  id: idOf(70),
  slug: 'shop',
  title: 'Shop status',
  tag: 'prod',
  enabled: true,
  logo: null,
  notice: null,
  notes: [],
  createdAt: new Date(),
  updatedAt: new Date(),
  ...change,
});

const anOutage = (change: Partial<NotableOutage> = {}): NotableOutage => ({
  alertId: idOf(80),
  targetName: 'Shop',
  since: new Date(),
  endedAt: null,
  text: null,
  ...change,
});

const open = (statusPages: Handlers['statusPages']): Promise<OpenPage> =>
  openPage('/settings', fakeApi({ statusPages: statusPages ?? {} }));

const type = async (dialog: MatDialogHarness, label: string, text: string): Promise<void> =>
  (await dialog.getHarness(MatInputHarness.with({ label }))).setValue(text);

const press = async (dialog: MatDialogHarness, text: string): Promise<void> =>
  (await dialog.getHarness(MatButtonHarness.with({ text }))).click();

async function choose(page: OpenPage, title: string, text: RegExp): Promise<void> {
  const selector = `[aria-label="Actions for ${title}"]`;
  const menu = await page.loader.getHarness(MatMenuHarness.with({ selector }));
  await menu.open();
  await menu.clickItem({ text });
}

describe('status pages in the settings', () => {
  it('say where they are, what they show, and which are switched off', async () => {
    const items = [aPage(), aPage({ id: idOf(71), title: 'Inner', slug: 'inner', enabled: false })];
    const page = await open({ list: () => ({ items }) });
    await eventually(() => expect(page.text()).toContain('Targets tagged prod'));
    const section = page.element.querySelector('app-status-pages-section')!;
    const links = [...section.querySelectorAll('a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/status/shop']);
    expect(section.textContent).toContain('Switched off');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('are made with a title, an address and a tag', async () => {
    const create = vi.fn(() => aPage());
    const page = await open({ create });
    page.button('Add status page…').click();
    const dialog = await page.loader.getHarness(MatDialogHarness);
    await type(dialog, 'Title', 'Shop status');
    await type(dialog, 'Address', 'Shop!');
    await press(dialog, 'Save');
    await eventually(async () => {
      const text = await dialog.getText();
      expect(text).toContain('Use up to 64 lower-case letters');
      expect(text).toContain('Choose a tag.');
    });
    expect(create).not.toHaveBeenCalled();
    await type(dialog, 'Address', 'shop');
    expect(await dialog.getText()).toContain('/status/shop');
    const tags = await dialog.getHarness(MatAutocompleteHarness);
    await tags.enterText('prod');
    await tags.blur();
    await type(dialog, 'Notice', 'We move on Sunday.');
    expect(await breaches(document.querySelector('mat-dialog-container')!)).toEqual([]);
    await press(dialog, 'Save');
    await eventually(() =>
      expect(create).toHaveBeenCalledWith({
        title: 'Shop status',
        slug: 'shop',
        tag: 'prod',
        notice: 'We move on Sunday.',
        logo: null,
        enabled: true,
      }),
    );
  });

  it('take a PNG or JPEG file as their logo, and no other', async () => {
    const update = vi.fn(() => aPage());
    const page = await open({ list: () => ({ items: [aPage()] }), update });
    await choose(page, 'Shop status', /Edit/);
    const dialog = await page.loader.getHarness(MatDialogHarness);
    const picker = document.querySelector<HTMLInputElement>('app-logo-field input')!;
    const upload = (bytes: number[], kind: string): void => {
      const file = new File([Uint8Array.from(bytes)], 'logo', { type: kind });
      Object.defineProperty(picker, 'files', { value: [file], configurable: true });
      picker.dispatchEvent(new Event('change'));
    };
    upload([...new TextEncoder().encode('<svg/>')], 'image/svg+xml');
    await eventually(() =>
      expect(document.querySelector('app-logo-field .error')?.textContent).toContain('SVG files'),
    );
    upload([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0], 'image/png');
    await eventually(() =>
      expect(document.querySelector('app-logo-field img')?.getAttribute('src')).toMatch(
        /^data:image\/png;base64,iVBORw0KGgo/,
      ),
    );
    const toggle = await dialog.getHarness(MatSlideToggleHarness);
    await toggle.uncheck();
    await press(dialog, 'Save');
    await eventually(() =>
      expect(update).toHaveBeenCalledWith(
        expect.objectContaining({
          id: idOf(70),
          enabled: false,
          logo: 'data:image/png;base64,iVBORw0KGgoA',
        }),
      ),
    );
  });

  it('put a taken address at its field', async () => {
    const create = (): never => {
      throw refusal({
        code: 'CONFLICT',
        message: 'x',
        issues: [{ path: 'slug', message: 'Taken.' }],
      });
    };
    const page = await open({ list: () => ({ items: [aPage()] }), update: create });
    await choose(page, 'Shop status', /Edit/);
    const dialog = await page.loader.getHarness(MatDialogHarness);
    await press(dialog, 'Save');
    await eventually(async () => expect(await dialog.getText()).toContain('Taken.'));
  });

  it('say what people should know of an outage', async () => {
    const note = vi.fn(() => aPage());
    const outages = () => ({
      items: [anOutage(), anOutage({ alertId: idOf(81), targetName: 'Api', endedAt: new Date() })],
    });
    const page = await open({ list: () => ({ items: [aPage()] }), outages, note });
    await choose(page, 'Shop status', /Write about an outage/);
    const dialog = await page.loader.getHarness(MatDialogHarness);
    const select = await dialog.getHarness(MatSelectHarness);
    expect(await select.getValueText()).toContain('Shop is down');
    await select.open();
    await select.clickOptions({ text: /Api was down/ });
    await type(dialog, 'What people should know', 'A disk was full.');
    await press(dialog, 'Save');
    await eventually(() =>
      expect(note).toHaveBeenCalledWith({
        id: idOf(70),
        alertId: idOf(81),
        text: 'A disk was full.',
      }),
    );
  });

  it('keep what was typed of an outage when the dialog is closed by accident, or another one is looked at', async () => {
    const outages = () => ({
      items: [anOutage(), anOutage({ alertId: idOf(81), targetName: 'Api', endedAt: new Date() })],
    });
    const page = await open({ list: () => ({ items: [aPage()] }), outages });
    await choose(page, 'Shop status', /Write about an outage/);
    const dialog = await page.loader.getHarness(MatDialogHarness);
    await type(dialog, 'What people should know', 'A disk was full.');
    const select = await dialog.getHarness(MatSelectHarness);
    for (const name of [/Api was down/, /Shop is down/]) {
      await select.open();
      await select.clickOptions({ text: name });
    }
    const text = () => document.querySelector<HTMLTextAreaElement>('mat-dialog-content textarea');
    expect(text()?.value).toBe('A disk was full.');
    document.querySelector<HTMLElement>('.cdk-overlay-backdrop')?.click();
    await eventually(async () => expect(await dialog.getText()).toContain('is not saved'));
    expect(await breaches(document.querySelector('mat-dialog-container')!)).toEqual([]);
    await press(dialog, 'Keep editing');
    expect(text()?.value).toBe('A disk was full.');
    const escape = new KeyboardEvent('keydown', { key: 'Escape', keyCode: 27, bubbles: true });
    text()?.dispatchEvent(escape);
    await press(dialog, 'Discard');
    await eventually(() => expect(document.querySelector('mat-dialog-container')).toBeNull());
  });

  it('let a dialog go in which nothing was typed', async () => {
    const outages = () => ({ items: [anOutage()] });
    const page = await open({ list: () => ({ items: [aPage()] }), outages });
    await choose(page, 'Shop status', /Write about an outage/);
    await page.loader.getHarness(MatDialogHarness);
    document.querySelector<HTMLElement>('.cdk-overlay-backdrop')?.click();
    await eventually(() => expect(document.querySelector('mat-dialog-container')).toBeNull());
  });

  it('are switched off, and removed once their title was shown', async () => {
    const update = vi.fn(() => aPage());
    const remove = vi.fn(() => aPage());
    const page = await open({ list: () => ({ items: [aPage()] }), update, remove });
    await choose(page, 'Shop status', /Switch off/);
    await eventually(() => expect(update).toHaveBeenCalledWith({ id: idOf(70), enabled: false }));
    await choose(page, 'Shop status', /Remove/);
    const dialog = await page.loader.getHarness(MatDialogHarness);
    expect(await dialog.getTitleText()).toBe('Remove Shop status?');
    await press(dialog, 'Remove');
    await eventually(() => expect(remove).toHaveBeenCalledWith({ id: idOf(70) }));
  });
});
