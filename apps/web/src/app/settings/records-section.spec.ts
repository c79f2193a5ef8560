import { MatInputHarness } from '@angular/material/input/testing';
import { MatButtonToggleHarness } from '@angular/material/button-toggle/testing';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { DEFAULT_SETTINGS, type Settings } from '@app/domain';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { fakeApi, refusal } from '../../testing/fake-api';
import { openPage, type OpenPage } from '../../testing/open-page';
import { chooseTheme } from '../shared/util/theme';

const field = (page: OpenPage, label: string): Promise<MatInputHarness> =>
  page.loader.getHarness(MatInputHarness.with({ label }));

const section = (page: OpenPage): HTMLElement =>
  page.element.querySelector<HTMLElement>('app-records-section')!;

const save = (page: OpenPage): void => {
  section(page).querySelector<HTMLElement>('button[type=submit]')?.click();
};

afterEach(() => {
  chooseTheme(document, 'system');
});

describe('records in the settings', () => {
  it('says for how long everything is kept, and saves it', async () => {
    const saved: Settings = {
      ...DEFAULT_SETTINGS,
      timeZone: 'Europe/Berlin',
      retention: { ...DEFAULT_SETTINGS.retention, checkDays: 60 },
    };
    const update = vi.fn(() => saved);
    const page = await openPage('/settings', fakeApi({ settings: { update } }));
    const checks = await field(page, 'Single checks');
    expect(await checks.getValue()).toBe('35');
    await checks.setValue('60');
    await (await field(page, 'Time zone of statistics')).setValue('Europe/Berlin');
    save(page);
    await eventually(() =>
      expect(update).toHaveBeenCalledWith({
        timeZone: 'Europe/Berlin',
        retention: { ...DEFAULT_SETTINGS.retention, checkDays: 60 },
      }),
    );
    await eventually(() => expect(section(page).textContent).not.toContain('Undo changes'));
    expect(await breaches(page.element)).toEqual([]);
  });

  it('says what is wrong at its field, and sends nothing', async () => {
    const update = vi.fn(() => DEFAULT_SETTINGS);
    const page = await openPage('/settings', fakeApi({ settings: { update } }));
    await (await field(page, 'Single checks')).setValue('3');
    await (await field(page, 'Audit log')).setValue('');
    await (await field(page, 'Time zone of statistics')).setValue('Mars/Olympus');
    save(page);
    await eventually(() => expect(section(page).textContent).toContain('At least 8.'));
    expect(section(page).textContent).toContain('Enter a whole number.');
    await eventually(() => expect(section(page).querySelectorAll('mat-error')).toHaveLength(3));
    expect(update).not.toHaveBeenCalled();
  });

  it('keeps what was typed when the server refuses, and asks before it is lost', async () => {
    const update = () => {
      throw refusal({ message: 'Not now.' });
    };
    const page = await openPage('/settings', fakeApi({ settings: { update } }));
    const checks = await field(page, 'Single checks');
    await checks.setValue('60');
    save(page);
    await eventually(() => expect(section(page).textContent).toContain('Not now.'));
    expect(await checks.getValue()).toBe('60');
    const leaving = TestBed.inject(Router).navigateByUrl('/import');
    const dialog = await eventually(() => {
      const found = document.querySelector('mat-dialog-container');
      expect(found?.textContent).toContain('Leave without saving?');
      return found;
    });
    dialog?.querySelector<HTMLElement>('[mat-dialog-close]')?.click();
    expect(await leaving).toBe(false);
  });

  it('leads to what can be imported and downloaded', async () => {
    const page = await openPage('/settings', fakeApi());
    expect(page.button('Import a list of targets').getAttribute('href')).toBe('/import');
    const links = [...page.element.querySelectorAll('app-transfer-section li a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '/export/alerts.csv',
      '/expiry.csv',
      '/export/audit.csv',
    ]);
  });

  it('shows the app in the theme that somebody chooses', async () => {
    const page = await openPage('/settings', fakeApi());
    const dark = await page.loader.getHarness(MatButtonToggleHarness.with({ text: 'Dark' }));
    await dark.check();
    expect(document.documentElement.style.colorScheme).toBe('dark');
  });
});
