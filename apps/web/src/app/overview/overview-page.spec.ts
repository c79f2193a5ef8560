import { MatMenuHarness } from '@angular/material/menu/testing';
import { MatDialogHarness } from '@angular/material/dialog/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatTooltipHarness } from '@angular/material/tooltip/testing';
import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { AlertPage, Target } from '@app/domain';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { type FakeApi, fakeApi, silence } from '../../testing/fake-api';
import { openPage } from '../../testing/open-page';
import {
  aRegistration,
  alertPage,
  aDownTarget,
  anAlert,
  aTarget,
  countsOf,
  idOf,
  summaryOf,
} from '../../testing/samples';

const serving = (targets: Target[], change: Parameters<typeof fakeApi>[0] = {}): FakeApi =>
  fakeApi({
    alerts: { list: () => alertPage(anAlert()) },
    ...change,
    targets: {
      list: ({ search = '', cursor } = {}) => ({
        items: cursor ? [] : targets.filter(({ name }) => name.toLowerCase().includes(search)),
        nextCursor: null,
        counts: countsOf(targets),
      }),
      ...change.targets,
    },
  });

const names = (element: HTMLElement): (string | null)[] =>
  [...element.querySelectorAll('app-target-row a[data-row-link]')].map(
    ({ textContent }) => textContent,
  );

const badges = (element: HTMLElement): (string | null)[] =>
  [...element.querySelectorAll('app-target-row app-status-badge')].map((badge) =>
    badge.getAttribute('data-status'),
  );

describe('the overview', () => {
  it('says how everything is, what is wrong, and lists the worst first', async () => {
    const page = await openPage('/', serving([aDownTarget(), aTarget()]));
    await eventually(() =>
      expect(page.element.querySelector('h1')?.textContent).toMatch(/1 of 2 is down, for 14/),
    );
    expect(page.element.querySelector('app-wrong-now')?.textContent).toContain('nothing listens');
    expect(names(page.element)).toEqual(['Payments', 'Shop']);
    expect(page.text()).toContain('84 ms');
    expect(page.text()).toContain('99.95 %');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('counts down what ends soon, and says until when and who says so', async () => {
    const expiresAt = new Date('2099-03-15T12:00:00Z');
    const domain = summaryOf(aRegistration(5, { expiresAt, source: 'whois' }));
    const page = await openPage('/', serving([aTarget({ domain })]));
    const link = await eventually(() => page.button('Domain: 5\u00a0days'));
    expect(link.className).toContain('degraded');
    expect(link.getAttribute('href')).toBe(`/targets/${idOf(1)}#domain`);
    const tooltip = await page.loader.getHarness(MatTooltipHarness.with({ selector: '.expiry' }));
    await tooltip.show();
    expect(await tooltip.getTooltipText()).toBe('15 Mar 2099, from the registry (WHOIS)');
  });

  it('shows what somebody has taken on as acknowledged until it ends, not as well', async () => {
    const alert = anAlert({
      state: 'resolved',
      resolution: 'acknowledged',
      acknowledgedAt: new Date(),
      acknowledgedNote: 'The provider knows',
    });
    const api = serving([aDownTarget()], {
      alerts: { list: ({ state } = {}) => (state === 'resolved' ? alertPage(alert) : alertPage()) },
    });
    const page = await openPage('/', api);
    const row = await eventually(() => {
      const found = page.element.querySelector('app-wrong-now li');
      expect(found?.textContent).toContain('Acknowledged: The provider knows');
      return found;
    });
    expect(row?.className).toBe('acknowledged');
    expect(await breaches(page.element)).toEqual([]);
    api.live.push({ type: 'alert', alert: { ...alert, endedAt: new Date(), ending: 'recovered' } });
    await page.stable();
    expect(page.element.querySelector('app-wrong-now')).toBeNull();
  });

  it('leads from what is wrong to the alert when its target is gone', async () => {
    const alert = anAlert({ kind: 'domain', domain: 'example.com', targetName: 'example.com' });
    const list = () => ({ ...alertPage(alert), goneTargetIds: [idOf(2)] });
    const page = await openPage('/', serving([aTarget()], { alerts: { list } }));
    const link = await eventually(() => page.button('example.com'));
    expect(link.getAttribute('href')).toBe(`/alerts/${idOf(50)}`);
  });

  it('shows everything at once, so that nothing is pushed aside', async () => {
    const answer = Promise.withResolvers<AlertPage>();
    const page = await openPage(
      '/',
      serving([aDownTarget()], { alerts: { list: () => answer.promise } }),
    );
    await eventually(() =>
      expect(page.element.querySelector('app-overview-skeleton')).not.toBeNull(),
    );
    expect(page.element.querySelector('h1')?.textContent.trim()).toBe('Overview');
    expect(page.element.querySelector('app-filter-bar, app-target-row')).toBeNull();
    answer.resolve(alertPage(anAlert()));
    await eventually(() => expect(names(page.element)).toEqual(['Payments']));
    expect(page.element.querySelector('app-overview-skeleton')).toBeNull();
    expect(page.element.querySelector('app-wrong-now')).not.toBeNull();
  });

  it('does not wait for what takes too long', async () => {
    const never = new Promise<never>(() => undefined);
    const page = await openPage('/', serving([aTarget()], { alerts: { list: () => never } }));
    await eventually(() => expect(names(page.element)).toEqual(['Shop']));
  });

  it('shows the targets where alerts cannot be read', async () => {
    const list = () => {
      throw silence();
    };
    const page = await openPage('/', serving([aTarget()], { alerts: { list } }));
    await eventually(() => expect(names(page.element)).toEqual(['Shop']));
  });

  it('welcomes a new user', async () => {
    const page = await openPage('/', fakeApi());
    await eventually(() => expect(page.text()).toContain('What do you want to watch?'));
    expect(page.text()).toContain('Nothing is watched yet');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('narrows by what is typed, and says when nothing matches', async () => {
    const page = await openPage('/', serving([aDownTarget(), aTarget()]));
    const search = page.element.querySelector('input')!;
    search.value = 'shop';
    search.dispatchEvent(new Event('input'));
    await eventually(() => expect(names(page.element)).toEqual(['Shop']));
    search.value = 'nowhere';
    search.dispatchEvent(new Event('input'));
    await eventually(() => expect(page.text()).toContain('No target matches'));
    page.button('Clear filters').click();
    await eventually(() => expect(names(page.element)).toHaveLength(2));
  });

  it('narrows by status, and keeps it in the address', async () => {
    const api = serving([aDownTarget(), aTarget()]);
    const page = await openPage('/', api);
    await eventually(() => page.button('Down 1'));
    page.button('Down 1').click();
    await eventually(() => expect(TestBed.inject(Router).url).toBe('/?status=down'));
    await page.stable();
    expect(api.calls.at(-1)?.input).toMatchObject({ status: 'down' });
    expect(page.button('Down 1').getAttribute('aria-current')).toBe('true');
  });

  it('shows a status that changes at once, and moves the row when the list is read again', async () => {
    const targets = [aDownTarget(), aTarget(), aTarget({ id: idOf(3), name: 'Wiki' })];
    const api = serving(targets);
    const page = await openPage('/', api);
    const wiki = aTarget({ id: idOf(3), name: 'Wiki', status: 'down' });
    targets.splice(1, 2, wiki, aTarget());
    api.live.push({ type: 'target', target: wiki });
    await page.stable();
    expect(names(page.element)).toEqual(['Payments', 'Shop', 'Wiki']);
    expect(badges(page.element)).toEqual(['down', 'up', 'down']);
    await eventually(() => expect(names(page.element)).toEqual(['Payments', 'Wiki', 'Shop']));
  });

  it('reads again when a target that is not shown has another status', async () => {
    const targets = [aTarget()];
    const api = serving(targets);
    const page = await openPage('/', api);
    targets.unshift(aDownTarget());
    api.live.push({ type: 'status', targetId: idOf(2), status: 'down' });
    await eventually(() => expect(names(page.element)).toEqual(['Payments', 'Shop']));
  });

  it('neither moves nor takes away a row while the pointer is over the list, and says so', async () => {
    const targets = [aDownTarget(), aTarget()];
    const api = serving(targets);
    const page = await openPage('/', api);
    const table = page.element.querySelector('app-target-table')!;
    table.dispatchEvent(new Event('pointerenter'));
    await page.stable();
    targets.splice(0, 2, aTarget({ status: 'down' }));
    api.live.push({ type: 'removed', targetId: idOf(2) });
    api.live.push({ type: 'target', target: aTarget({ status: 'down' }) });
    await eventually(() => page.button('The list has changed. Show it'));
    expect(names(page.element)).toEqual(['Payments', 'Shop']);
    expect(page.text()).toContain('Removed');
    expect(await breaches(page.element)).toEqual([]);
    table.dispatchEvent(new Event('pointerleave'));
    await eventually(() => expect(names(page.element)).toEqual(['Shop']));
  });

  it('reads only the rows that are near the window, and asks to be told of these', async () => {
    const all = Array.from({ length: 200 }, (_, i) =>
      aTarget({ id: idOf(100 + i), name: `Site ${String(i)}` }),
    );
    const byId = new Map(all.map((target) => [target.id, target]));
    const api = fakeApi({
      targets: {
        list: ({ limit = 0 } = {}) => ({
          items: all.slice(0, limit),
          nextCursor: 'more',
          counts: countsOf(all),
        }),
        order: () => ({ ids: all.map(({ id }) => id) }),
        many: ({ ids }) => ({ items: ids.flatMap((id) => byId.get(id) ?? []) }),
      },
    });
    const page = await openPage('/', api);
    const table = page.element.querySelector('app-target-table')!;
    await eventually(() => expect(table.getAttribute('aria-rowcount')).toBe('201'));
    const shown = names(page.element);
    expect(shown[0]).toBe('Site 0');
    expect(shown.length).toBeLessThan(60);
    expect(shown.every((name) => name?.startsWith('Site '))).toBe(true);
    await eventually(() => expect(api.live.shown.at(-1)).toContain(idOf(100)));
    expect(api.live.shown.at(-1)!.length).toBeLessThan(100);
  });

  it('sorts by the column whose head is clicked, then from its other end', async () => {
    const api = serving([aDownTarget(), aTarget()]);
    const page = await openPage('/?status=up', api);
    const asked = () => api.calls.findLast(({ path }) => path === 'targets.list')?.input;
    (await eventually(() => page.button('Target'))).click();
    await eventually(() => expect(asked()).toMatchObject({ status: 'up', sort: 'name' }));
    expect(TestBed.inject(Router).url).toBe('/?status=up&sort=name');
    page.button('Target').click();
    await eventually(() => expect(asked()).toMatchObject({ sort: 'name', reverse: true }));
    const heads = [...page.element.querySelectorAll('[role=columnheader]')];
    expect(heads.map((head) => head.getAttribute('aria-sort'))).toEqual([
      null,
      'none',
      'descending',
      null,
      'none',
      'none',
      null,
    ]);
  });

  it('makes rows low when asked to, and remembers it', async () => {
    const page = await openPage('/', serving([aTarget()]));
    const toggle = await eventually(() => page.button('Compact rows'));
    expect(toggle.getAttribute('aria-pressed')).toBe('false');
    toggle.click();
    await page.stable();
    expect(toggle.getAttribute('aria-pressed')).toBe('true');
    expect(page.element.querySelector('app-target-row')?.classList).toContain('compact');
    expect(localStorage.getItem('rows')).toBe('compact');
    toggle.click();
    expect(localStorage.getItem('rows')).toBeNull();
  });

  it('offers all tags, and finds targets with all or any of them', async () => {
    const api = serving([aTarget()], {
      targets: {
        tags: () => ({
          items: [
            { tag: 'eu', targets: 2 },
            { tag: 'prod', targets: 1 },
          ],
        }),
      },
    });
    const page = await openPage('/', api);
    const menu = await page.loader.getHarness(MatMenuHarness.with({ triggerText: /Tags/ }));
    await menu.open();
    const items = () => menu.getItems();
    await eventually(async () => expect(await items()).toHaveLength(2));
    for (const name of ['eu', 'prod']) await menu.clickItem({ text: new RegExp(name) });
    await menu.clickItem({ text: /any of these/ });
    await eventually(() => expect(TestBed.inject(Router).url).toBe('/?tags=eu,prod&match=any'));
    const asked = api.calls.findLast(({ path }) => path === 'targets.list')?.input;
    await eventually(() => expect(asked).toMatchObject({ tags: ['eu', 'prod'], tagMatch: 'any' }));
  });

  it('is as it was left when one comes back to it', async () => {
    const targets = [aDownTarget(), aTarget()];
    const api = serving(targets);
    const page = await openPage('/', api);
    const router = TestBed.inject(Router);
    router.setUpLocationChangeListener();
    await router.navigateByUrl('/import');
    await page.stable();
    targets.reverse();
    const asked = api.calls.length;
    TestBed.inject(Location).back();
    await eventually(() => expect(names(page.element)).toEqual(['Payments', 'Shop']));
    expect(api.calls.slice(asked).map(({ path }) => path)).not.toContain('targets.list');
  });

  it('asks by name before it removes', async () => {
    const remove = vi.fn(() => aTarget());
    const page = await openPage('/', serving([aTarget()], { targets: { remove } }));
    const menu = await page.loader.getHarness(
      MatMenuHarness.with({ selector: '[aria-label="Actions for Shop"]' }),
    );
    await menu.open();
    await menu.clickItem({ text: /Remove/ });
    const dialog = await page.loader.getHarness(MatDialogHarness);
    expect(await dialog.getTitleText()).toBe('Remove Shop?');
    expect(remove).not.toHaveBeenCalled();
    await (await dialog.getHarness(MatButtonHarness.with({ text: 'Remove' }))).click();
    await eventually(() => expect(remove).toHaveBeenCalledWith({ id: idOf(1) }));
  });

  it('says what keeps people from being told, of everything and of each target', async () => {
    const until = new Date(Date.now() + 3_600_000);
    const mute = { id: idOf(90), targetId: null, tag: null, until, note: null, createdAt: until };
    const muted = aTarget({
      mutedBy: { id: null, scope: 'target', until, note: null },
      maintenance: { id: idOf(95), name: 'Move', until },
    });
    const mutes: (typeof mute)[] = [];
    const targets = [aTarget()];
    const api = serving(targets, {
      mutes: { list: () => ({ items: mutes }) },
      targets: { many: () => ({ items: targets }) },
    });
    const page = await openPage('/', api);
    expect(page.text()).not.toMatch(/Muted|muted|Maintenance/);
    mutes.push(mute);
    targets[0] = muted;
    api.live.push({ type: 'rules' });
    await eventually(() => expect(page.text()).toContain('Everything is muted until'));
    await eventually(() => expect(page.text()).toMatch(/Muted until .* Maintenance until/));
    expect(await breaches(page.element)).toEqual([]);
  });

  it('mutes a target from its row', async () => {
    const create = vi.fn(() => ({
      id: idOf(90),
      targetId: idOf(1),
      tag: null,
      until: new Date(Date.now() + 3_600_000),
      note: null,
      createdAt: new Date(),
    }));
    const muted = aTarget({
      mutedBy: {
        id: idOf(90),
        scope: 'target',
        until: new Date(Date.now() + 3_600_000),
        note: null,
      },
    });
    const api = serving([aTarget()], { mutes: { create }, targets: { get: () => muted } });
    const page = await openPage('/', api);
    const menu = await page.loader.getHarness(
      MatMenuHarness.with({ selector: '[aria-label="Actions for Shop"]' }),
    );
    await menu.open();
    await menu.clickItem({ text: /Mute/ });
    const dialog = await page.loader.getHarness(MatDialogHarness);
    expect(await dialog.getTitleText()).toBe('Mute Shop');
    await (await dialog.getHarness(MatButtonHarness.with({ text: 'Mute' }))).click();
    await eventually(() => expect(create).toHaveBeenCalled());
    await eventually(() =>
      expect(page.element.querySelector('app-target-row')?.textContent).toContain('Muted until'),
    );
  });

  it('says why it could not load, and tries again', async () => {
    const list = vi.fn(() => {
      throw silence();
    });
    const page = await openPage('/', fakeApi({ targets: { list } }));
    await eventually(() => expect(page.text()).toContain('The server does not answer'));
    const before = list.mock.calls.length;
    page.button('Try again').click();
    await eventually(() => expect(list.mock.calls.length).toBeGreaterThan(before));
  });
});
