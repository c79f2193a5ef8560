import { MatMenuHarness } from '@angular/material/menu/testing';
import { MatDialogHarness } from '@angular/material/dialog/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatTooltipHarness } from '@angular/material/tooltip/testing';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { Target } from '@app/domain';
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
  [...element.querySelectorAll('tr[app-target-row] a[data-row-link]')].map(
    ({ textContent }) => textContent,
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

  it('leads from what is wrong to the alert when its target is gone', async () => {
    const alert = anAlert({ kind: 'domain', domain: 'example.com', targetName: 'example.com' });
    const list = () => ({ ...alertPage(alert), goneTargetIds: [idOf(2)] });
    const page = await openPage('/', serving([aTarget()], { alerts: { list } }));
    const link = await eventually(() => page.button('example.com'));
    expect(link.getAttribute('href')).toBe(`/alerts/${idOf(50)}`);
  });

  it('welcomes a new user', async () => {
    const page = await openPage('/', fakeApi());
    await eventually(() => expect(page.text()).toContain('Add the first target'));
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

  it('shows a status that changes without reload, and moves the row', async () => {
    const api = serving([aDownTarget(), aTarget(), aTarget({ id: idOf(3), name: 'Wiki' })]);
    const page = await openPage('/', api);
    api.live.push({
      type: 'target',
      target: aTarget({ id: idOf(3), name: 'Wiki', status: 'down' }),
    });
    await page.stable();
    expect(names(page.element)).toEqual(['Payments', 'Wiki', 'Shop']);
  });

  it('keeps rows in place while the pointer is over them', async () => {
    const api = serving([aDownTarget(), aTarget()]);
    const page = await openPage('/', api);
    const table = page.element.querySelector('table')!;
    table.dispatchEvent(new Event('pointerenter'));
    api.live.push({ type: 'target', target: aDownTarget({ status: 'up' }) });
    api.live.push({ type: 'target', target: aTarget({ status: 'down' }) });
    await page.stable();
    expect(names(page.element)).toEqual(['Payments', 'Shop']);
    table.dispatchEvent(new Event('pointerleave'));
    await page.stable();
    expect(names(page.element)).toEqual(['Shop', 'Payments']);
  });

  it('drops a target that was removed elsewhere', async () => {
    const api = serving([aDownTarget(), aTarget()]);
    const page = await openPage('/', api);
    api.live.push({ type: 'removed', targetId: idOf(1) });
    await page.stable();
    expect(names(page.element)).toEqual(['Payments']);
  });

  it('loads further pages as the end comes near', async () => {
    const list = vi.fn(({ cursor }: { cursor?: string | undefined } = {}) => ({
      items: [cursor ? aTarget({ id: idOf(8), name: 'Last' }) : aTarget()],
      nextCursor: cursor ? null : 'more',
      counts: countsOf([aTarget(), aTarget()]),
    }));
    const page = await openPage('/', fakeApi({ targets: { list } }));
    await eventually(() => expect(names(page.element)).toEqual(['Shop', 'Last']));
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
