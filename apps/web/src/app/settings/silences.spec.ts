import { MatDialogHarness } from '@angular/material/dialog/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { MatMenuHarness } from '@angular/material/menu/testing';
import { MatSelectHarness } from '@angular/material/select/testing';
import { MatAutocompleteHarness } from '@angular/material/autocomplete/testing';
import { MatSlideToggleHarness } from '@angular/material/slide-toggle/testing';
import type { Maintenance, Mute } from '@app/domain/alerting';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { fakeApi, type Handlers, refusal } from '../../testing/fake-api';
import { openPage, type OpenPage } from '../../testing/open-page';
import { aTarget, countsOf, idOf } from '../../testing/samples';

const HOUR_MS = 3_600_000;
const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);

const aMute = (change: Partial<Mute> = {}): Mute => ({
  id: idOf(90),
  targetId: null,
  tag: null,
  until: inHours(1),
  note: null,
  createdAt: new Date(),
  ...change,
});

const aWindow = (change: Partial<Maintenance> = {}): Maintenance => ({
  id: idOf(95),
  name: 'Backup',
  targetIds: [],
  tags: ['db'],
  once: null,
  weekly: { days: ['SU'], from: '22:00', to: '01:00' },
  timeZone: 'Europe/Berlin',
  createdAt: new Date(),
  activeUntil: null,
  next: [
    { from: new Date(2030, 2, 3, 22), to: new Date(2030, 2, 4, 1) },
    { from: new Date(2030, 2, 10, 22), to: new Date(2030, 2, 11, 1) },
  ],
  ...change,
});

const open = (handlers: Handlers): Promise<OpenPage> =>
  openPage(
    '/settings',
    fakeApi({
      ...handlers,
      targets: { many: () => ({ items: [aTarget()] }), ...handlers.targets },
    }),
  );

const choose = async (dialog: MatDialogHarness, at: number, text: RegExp): Promise<void> => {
  const select = (await dialog.getAllHarnesses(MatSelectHarness))[at]!;
  await select.open();
  await select.clickOptions({ text });
};

const press = async (dialog: MatDialogHarness, text: string): Promise<void> =>
  (await dialog.getHarness(MatButtonHarness.with({ text }))).click();

describe('mutes in the settings', () => {
  it('say what is muted, until when and why', async () => {
    const items = [
      aMute({ targetId: idOf(1), note: 'Moving house' }),
      aMute({ id: idOf(91), tag: 'prod' }),
      aMute({ id: idOf(92) }),
      aMute({ id: idOf(93), targetId: idOf(7) }),
    ];
    const page = await open({ mutes: { list: () => ({ items }) } });
    await eventually(() => expect(page.text()).toContain('Moving house'));
    const titles = [...page.element.querySelectorAll('app-mutes-section h3')];
    await eventually(() =>
      expect(titles.map(({ textContent }) => textContent)).toEqual([
        'Shop',
        'Targets tagged prod',
        'Everything',
        'A target that was removed',
      ]),
    );
    expect(await breaches(page.element)).toEqual([]);
  });

  it('are made for everything, for a tag or for a target that is found by name', async () => {
    const create = vi.fn(() => aMute());
    const search = vi.fn(() => ({ items: [aTarget()], nextCursor: null, counts: countsOf([]) }));
    const page = await open({ mutes: { create }, targets: { list: search } });
    page.button('Mute…').click();
    const dialog = await page.loader.getHarness(MatDialogHarness);
    await choose(dialog, 0, /One target/);
    const line = await dialog.getHarness(MatAutocompleteHarness);
    await line.enterText('sho');
    await eventually(() =>
      expect(search).toHaveBeenCalledWith({ search: 'sho', sort: 'name', limit: 12 }),
    );
    await eventually(async () => expect(await line.getOptions()).toHaveLength(1));
    await line.selectOption({ text: /Shop/ });
    await choose(dialog, 1, /Until tomorrow/);
    await (await dialog.getHarness(MatInputHarness.with({ label: 'Note' }))).setValue('deploy');
    expect(await breaches(document.querySelector('mat-dialog-container')!)).toEqual([]);
    await press(dialog, 'Mute');
    const tomorrow = new Date();
    tomorrow.setDate(tomorrow.getDate() + 1);
    tomorrow.setHours(8, 0, 0, 0);
    await eventually(() =>
      expect(create).toHaveBeenCalledWith({ targetId: idOf(1), until: tomorrow, note: 'deploy' }),
    );
  });

  it('ask for what is missing, and send nothing', async () => {
    const create = vi.fn(() => aMute());
    const page = await open({ mutes: { create } });
    page.button('Mute…').click();
    const dialog = await page.loader.getHarness(MatDialogHarness);
    await choose(dialog, 0, /a tag/);
    await press(dialog, 'Mute');
    await eventually(async () => expect(await dialog.getText()).toContain('Choose a tag.'));
    expect(create).not.toHaveBeenCalled();
  });

  it('end at once, and can be taken back', async () => {
    const mute = aMute({ tag: 'prod', note: 'deploy' });
    const remove = vi.fn(() => mute);
    const create = vi.fn(() => mute);
    const page = await open({ mutes: { list: () => ({ items: [mute] }), remove, create } });
    (await eventually(() => page.button('End the mute of Targets tagged prod'))).click();
    await eventually(() => expect(remove).toHaveBeenCalledWith({ id: mute.id }));
    const undo = await page.loader.getHarness(MatButtonHarness.with({ text: 'Undo' }));
    await undo.click();
    const { targetId, tag, until, note } = mute;
    await eventually(() => expect(create).toHaveBeenCalledWith({ targetId, tag, until, note }));
  });

  it('follow what is changed elsewhere', async () => {
    const items: Mute[] = [];
    const api = fakeApi({ mutes: { list: () => ({ items: [...items] }) } });
    const page = await openPage('/settings', api);
    await eventually(() => expect(page.text()).toContain('Nothing is muted.'));
    items.push(aMute());
    api.live.push({ type: 'rules' });
    await eventually(() => expect(page.text()).toContain('Everything'));
  });
});

describe('maintenance in the settings', () => {
  it('says when it is, for whom, and when next', async () => {
    const items = [aWindow(), aWindow({ id: idOf(96), name: 'Move', activeUntil: inHours(1) })];
    const page = await open({ maintenance: { list: () => ({ items }) } });
    await eventually(() =>
      expect(page.text()).toContain('Next: Sun 3 Mar, 22:00; Sun 10 Mar, 22:00'),
    );
    expect(page.text()).toContain('Sun, 22:00 to 01:00 (Europe/Berlin)');
    expect(page.text()).toContain('Targets tagged db');
    expect(page.text()).toMatch(/Now, until/);
    expect(await breaches(page.element)).toEqual([]);
  });

  it('is planned every week, and says beforehand when that is', async () => {
    const create = vi.fn(() => aWindow());
    const page = await open({ maintenance: { create } });
    page.button('Plan maintenance…').click();
    const dialog = await page.loader.getHarness(MatDialogHarness);
    await (await dialog.getHarness(MatInputHarness.with({ label: 'Name' }))).setValue('Backup');
    await choose(dialog, 0, /Every week/);
    await choose(dialog, 1, /Mon/);
    await (await dialog.getHarness(MatInputHarness.with({ label: 'From' }))).setValue('23:30');
    await (await dialog.getHarness(MatInputHarness.with({ label: 'To' }))).setValue('00:30');
    const zone = await dialog.getHarness(
      MatAutocompleteHarness.with({ selector: '[matinput], .mat-mdc-input-element' }),
    );
    await zone.clear();
    await zone.enterText('new york');
    await zone.selectOption({ text: 'America/New_York' });
    expect(await dialog.getText()).toMatch(/Next: (Sun|Mon|Tue).* to /);
    await press(dialog, 'Save');
    await eventually(async () =>
      expect(await dialog.getText()).toContain('Choose a target or a tag, or all targets.'),
    );
    expect(create).not.toHaveBeenCalled();
    const all = await dialog.getHarness(MatSlideToggleHarness);
    await all.check();
    expect(await breaches(document.querySelector('mat-dialog-container')!)).toEqual([]);
    await press(dialog, 'Save');
    await eventually(() =>
      expect(create).toHaveBeenCalledWith({
        name: 'Backup',
        weekly: { days: ['MO', 'SU'], from: '23:30', to: '00:30' },
        timeZone: 'America/New_York',
        targetIds: [],
        tags: [],
      }),
    );
  });

  it('puts what the server refuses at its field', async () => {
    const update = () => {
      throw refusal({ message: 'x', issues: [{ path: 'targetIds', message: 'It is gone.' }] });
    };
    const page = await open({ maintenance: { list: () => ({ items: [aWindow()] }), update } });
    await menuOf(page, 'Backup', /Edit/);
    const dialog = await page.loader.getHarness(MatDialogHarness);
    await press(dialog, 'Save');
    await eventually(() =>
      expect(document.querySelector('app-targets-field mat-error')?.textContent).toBe(
        'It is gone.',
      ),
    );
  });

  it('is removed once its name was shown', async () => {
    const remove = vi.fn(() => aWindow());
    const page = await open({ maintenance: { list: () => ({ items: [aWindow()] }), remove } });
    await menuOf(page, 'Backup', /Remove/);
    const dialog = await page.loader.getHarness(MatDialogHarness);
    expect(await dialog.getTitleText()).toBe('Remove Backup?');
    await press(dialog, 'Remove');
    await eventually(() => expect(remove).toHaveBeenCalledWith({ id: idOf(95) }));
  });
});

async function menuOf(page: OpenPage, name: string, text: RegExp): Promise<void> {
  const selector = `[aria-label="Actions for ${name}"]`;
  const menu = await page.loader.getHarness(MatMenuHarness.with({ selector }));
  await menu.open();
  await menu.clickItem({ text });
}
