import { MatButtonHarness } from '@angular/material/button/testing';
import { MatDialogHarness } from '@angular/material/dialog/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { MatMenuHarness } from '@angular/material/menu/testing';
import { MatSelectHarness } from '@angular/material/select/testing';
import { MatSlideToggleHarness } from '@angular/material/slide-toggle/testing';
import { DEFAULT_SETTINGS, type Settings } from '@app/domain';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { type FakeApi, fakeApi, type Handlers, refusal } from '../../testing/fake-api';
import { openPage, type OpenPage } from '../../testing/open-page';
import { aChannel, aDelivery, idOf, minutesAgo } from '../../testing/samples';

const slack = aChannel({
  id: idOf(61),
  kind: 'slack',
  name: 'ops',
  config: { url: 'https://hooks.slack.com/••••a1b2' },
  lastDelivery: { at: minutesAgo(3), state: 'dead', detail: 'Slack answered 404.' },
});

const serving = (channels: Handlers['channels'] = {}): FakeApi =>
  fakeApi({
    channels: {
      list: () => ({ items: [aChannel({ fallbackChannelId: idOf(61) }), slack] }),
      ...channels,
    },
  });

async function openAdd(page: OpenPage, kind: string): Promise<MatDialogHarness> {
  const menu = await page.loader.getHarness(MatMenuHarness.with({ triggerText: /Add channel/ }));
  await menu.open();
  await menu.clickItem({ text: kind });
  return page.loader.getHarness(MatDialogHarness);
}

const save = async (dialog: MatDialogHarness): Promise<void> =>
  (await dialog.getHarness(MatButtonHarness.with({ text: 'Save' }))).click();

describe('the channels page', () => {
  it('shows where each channel goes and how its last message fared', async () => {
    const page = await openPage('/channels', serving());
    expect(page.text()).toContain('oncall@example.com');
    expect(page.text()).toMatch(/Last message could not be delivered 3.min ago Slack answered 404/);
    expect(page.text()).toContain('Falls back to ops.');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('shows what the provider answers to a test', async () => {
    const page = await openPage(
      '/channels',
      serving({ test: () => ({ delivered: false, detail: 'Mail server refused.' }) }),
    );
    page.button('Send test').click();
    await eventually(() => expect(page.text()).toContain('Not delivered. Mail server refused.'));
  });

  it('adds a channel of a kind', async () => {
    const create = vi.fn(() => aChannel());
    const page = await openPage('/channels', serving({ create }));
    const dialog = await openAdd(page, 'Slack');
    await (await dialog.getHarness(MatInputHarness.with({ label: 'Name' }))).setValue('team');
    await (
      await dialog.getHarness(MatInputHarness.with({ label: /webhook/ }))
    ).setValue('https://hooks.slack.com/x');
    await save(dialog);
    await eventually(() =>
      expect(create).toHaveBeenCalledWith({
        kind: 'slack',
        name: 'team',
        enabled: true,
        fallbackChannelId: null,
        config: { url: 'https://hooks.slack.com/x' },
        quietHours: null,
        maxPerSecond: null,
        subjectPrefix: null,
        fields: null,
      }),
    );
  });

  it('says at the field what is wrong, also what only the server knows', async () => {
    const create = vi.fn(() => {
      throw refusal({
        message: 'x',
        issues: [{ path: 'config.url', message: 'This host is not allowed.' }],
      });
    });
    const page = await openPage('/channels', serving({ create }));
    const dialog = await openAdd(page, 'Webhook');
    await save(dialog);
    expect(await dialog.getContentText()).toContain('Write a full address');
    expect(create).not.toHaveBeenCalled();
    const url = await dialog.getHarness(MatInputHarness.with({ label: /webhook/ }));
    await url.setValue('https://internal.example.com/');
    await save(dialog);
    await eventually(async () =>
      expect(await dialog.getContentText()).toContain('This host is not allowed.'),
    );
    expect(await url.getValue()).toBe('https://internal.example.com/');
  });

  it('sends a test before it is saved, and says what came of it', async () => {
    const test = vi.fn(() => ({ delivered: false, detail: 'Slack answered 404.' }));
    const create = vi.fn(() => aChannel());
    const page = await openPage('/channels', serving({ test, create }));
    const dialog = await openAdd(page, 'Slack');
    const send = await dialog.getHarness(MatButtonHarness.with({ text: 'Send test' }));
    await send.click();
    expect(await dialog.getContentText()).toContain('Write a full address');
    expect(test).not.toHaveBeenCalled();
    const url = await dialog.getHarness(MatInputHarness.with({ label: /webhook/ }));
    await url.setValue('https://hooks.slack.com/services/x');
    await send.click();
    await eventually(async () =>
      expect(await dialog.getContentText()).toContain('Not delivered. Slack answered 404.'),
    );
    const config = { url: 'https://hooks.slack.com/services/x' };
    expect(test).toHaveBeenCalledWith({ kind: 'slack', config });
    expect(create).not.toHaveBeenCalled();
    await url.setValue('https://hooks.slack.com/services/y');
    expect(await dialog.getContentText()).not.toContain('Not delivered');
  });

  it('says that mail cannot be sent here, and sets quiet hours', async () => {
    const create = vi.fn(() => aChannel());
    const list = () => ({ items: [slack], notSetUp: ['email' as const] });
    const page = await openPage('/channels', serving({ create, list }));
    const dialog = await openAdd(page, 'E-mail');
    expect(await dialog.getContentText()).toContain('E-mail cannot be sent here yet.');
    await (
      await dialog.getHarness(MatInputHarness.with({ label: 'Addresses' }))
    ).setValue('a@example.com');
    await (await dialog.getHarness(MatSlideToggleHarness.with({ label: 'Quiet hours' }))).check();
    await (await dialog.getHarness(MatInputHarness.with({ label: 'From' }))).setValue('23:00');
    const zone = await dialog.getHarness(MatInputHarness.with({ label: 'Time zone' }));
    await zone.setValue('Europe/Berlin');
    await (
      await dialog.getHarness(MatInputHarness.with({ label: 'Before each title' }))
    ).setValue('[prod]');
    expect(await breaches(document.querySelector('mat-dialog-container')!)).toEqual([]);
    await save(dialog);
    await eventually(() =>
      expect(create).toHaveBeenCalledWith(
        expect.objectContaining({
          quietHours: { from: '23:00', to: '07:00', timeZone: 'Europe/Berlin', holdDown: false },
          subjectPrefix: '[prod]',
          fields: null,
        }),
      ),
    );
  });

  it('turns a channel off', async () => {
    const update = vi.fn(() => aChannel({ enabled: false }));
    const page = await openPage('/channels', serving({ update }));
    const toggle = MatSlideToggleHarness.with({ selector: 'app-channel-card *' });
    await (await page.loader.getHarness(toggle)).uncheck();
    await eventually(() => expect(update).toHaveBeenCalledWith({ id: idOf(60), enabled: false }));
  });

  it('removes a channel once its name was shown', async () => {
    const remove = vi.fn(() => slack);
    const page = await openPage('/channels', serving({ remove }));
    const menu = await page.loader.getHarness(
      MatMenuHarness.with({ selector: '[aria-label="Actions for ops"]' }),
    );
    await menu.open();
    await menu.clickItem({ text: /Remove/ });
    const dialog = await page.loader.getHarness(MatDialogHarness);
    expect(await dialog.getTitleText()).toBe('Remove ops?');
    await (await dialog.getHarness(MatButtonHarness.with({ text: 'Remove' }))).click();
    await eventually(() => expect(remove).toHaveBeenCalledWith({ id: idOf(61) }));
  });

  it('lets another channel take its place', async () => {
    const remove = vi.fn(() => slack);
    const page = await openPage('/channels', serving({ remove }));
    const menu = await page.loader.getHarness(
      MatMenuHarness.with({ selector: '[aria-label="Actions for ops"]' }),
    );
    await menu.open();
    await menu.clickItem({ text: /Remove/ });
    const dialog = await page.loader.getHarness(MatDialogHarness);
    const other = await dialog.getHarness(MatSelectHarness);
    expect(await other.getValueText()).toBe('Nothing');
    await other.clickOptions({ text: 'On call' });
    await (await dialog.getHarness(MatButtonHarness.with({ text: 'Remove' }))).click();
    await eventually(() =>
      expect(remove).toHaveBeenCalledWith({ id: idOf(61), replaceWith: idOf(60) }),
    );
  });

  it('says since when a channel does not deliver, why, and what to do', async () => {
    const failing = aChannel({
      notDeliveringSince: minutesAgo(9),
      notDeliveringBecause: 'The mail server is busy.',
      retrying: 3,
    });
    const page = await openPage('/channels', serving({ list: () => ({ items: [failing] }) }));
    expect(page.text()).toMatch(/Not delivering since .*\d/);
    expect(page.text()).toContain('The mail server is busy.');
    expect(page.text()).toContain('3 messages are tried again');
    expect(page.text()).not.toContain('Nothing sent yet');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('puts messages away that could not be delivered', async () => {
    const dismiss = vi.fn(() => ({ dismissed: 2 }));
    const items = [aDelivery({ state: 'dead' }), aDelivery({ id: idOf(81), state: 'dead' })];
    const api = fakeApi({ deliveries: { list: () => ({ items, nextCursor: null }), dismiss } });
    const page = await openPage('/channels', api);
    page.button('Put all away').click();
    await eventually(() => expect(dismiss).toHaveBeenCalledWith({ ids: [idOf(80), idOf(81)] }));
  });

  it('asks again, with names, before it takes the only channel of somebody', async () => {
    const remove = vi.fn(({ force }: { id: string; force?: boolean }) => {
      if (!force) throw refusal({ code: 'CONFLICT', message: 'No other channel: Shop.' });
      return slack;
    });
    const page = await openPage('/channels', serving({ remove }));
    const menu = await page.loader.getHarness(
      MatMenuHarness.with({ selector: '[aria-label="Actions for ops"]' }),
    );
    await menu.open();
    await menu.clickItem({ text: /Remove/ });
    const first = await page.loader.getHarness(MatDialogHarness);
    await (await first.getHarness(MatButtonHarness.with({ text: 'Remove' }))).click();
    const anyway = MatButtonHarness.with({ text: 'Remove all the same' });
    await eventually(async () => {
      const [dialog] = await page.loader.getAllHarnesses(MatDialogHarness);
      expect(await dialog?.getContentText()).toBe('No other channel: Shop.');
    });
    await (await (await page.loader.getHarness(MatDialogHarness)).getHarness(anyway)).click();
    await eventually(() => expect(remove).toHaveBeenLastCalledWith({ id: idOf(61), force: true }));
  });

  it('lets people choose who is told of trouble of the monitor itself', async () => {
    const update = vi.fn(
      ({ adminChannelIds = null }: Pick<Partial<Settings>, 'adminChannelIds'>) => ({
        ...DEFAULT_SETTINGS,
        adminChannelIds,
      }),
    );
    const api = fakeApi({
      channels: { list: () => ({ items: [aChannel(), slack] }) },
      settings: { update },
    });
    const page = await openPage('/channels', api);
    const every = await page.loader.getHarness(
      MatSlideToggleHarness.with({ label: 'Every enabled channel' }),
    );
    expect(await every.isChecked()).toBe(true);
    await every.uncheck();
    expect(page.text()).toContain('No channel: only the inbox gets them.');
    const select = await page.loader.getHarness(MatSelectHarness);
    await select.open();
    await select.clickOptions({ text: 'ops' });
    await select.close();
    page.button('Save').click();
    await eventually(() => expect(update).toHaveBeenCalledWith({ adminChannelIds: [slack.id] }));
    await every.check();
    page.button('Save').click();
    await eventually(() => expect(update).toHaveBeenLastCalledWith({ adminChannelIds: null }));
  });

  it('says why a choice is refused, and keeps it', async () => {
    const update = () => {
      const issues = [{ path: 'adminChannelIds', message: 'There is no such channel.' }];
      throw refusal({ message: 'There is no such channel.', issues });
    };
    const api = fakeApi({ channels: { list: () => ({ items: [slack] }) }, settings: { update } });
    const page = await openPage('/channels', api);
    page.button('Save').click();
    await eventually(() => expect(page.text()).toContain('There is no such channel.'));
  });

  it('lists messages that could not be delivered', async () => {
    const api = fakeApi({
      deliveries: { list: () => ({ items: [aDelivery({ state: 'dead' })], nextCursor: null }) },
    });
    const page = await openPage('/channels', api);
    expect(page.text()).toContain('No channels yet');
    expect(page.text()).toContain('Messages that could not be delivered');
    const link = page.element.querySelector('app-delivery-list a');
    expect(link?.getAttribute('href')).toBe(`/alerts/${idOf(50)}`);
  });
});
