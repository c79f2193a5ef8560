import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MAT_SNACK_BAR_DEFAULT_OPTIONS } from '@angular/material/snack-bar';
import { Title } from '@angular/platform-browser';
import { provideRouter, Router, TitleStrategy } from '@angular/router';
import { describe, expect, it } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { type FakeApi, fakeApi } from '../../testing/fake-api';
import { aDownTarget, alertPage, anAlert, countsOf } from '../../testing/samples';
import { MonitorHealth } from '../shared/data/monitor-health';
import { PageTitle } from './page-title';
import { Shell } from './shell';

@Component({
  selector: 'app-rows',
  template: `<input data-search aria-label="Search" /><a data-row-link href="#a">A</a
    ><a data-row-link href="#b">B</a>`,
})
class Rows {}

async function open(
  api: FakeApi,
): Promise<{ element: HTMLElement; stable: () => Promise<unknown> }> {
  TestBed.configureTestingModule({
    providers: [
      api.provider,
      provideRouter([
        { path: '', title: 'Overview', component: Rows },
        { path: 'add', title: 'Add target', component: Rows },
      ]),
      { provide: TitleStrategy, useExisting: PageTitle },
    ],
  });
  const fixture = TestBed.createComponent(Shell);
  document.body.append(fixture.nativeElement);
  await TestBed.inject(Router).navigateByUrl('/');
  await fixture.whenStable();
  return { element: fixture.nativeElement, stable: () => fixture.whenStable() };
}

const press = (key: string, target: Element = document.body): boolean =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

describe('the shell', () => {
  it('says in the title of the tab how many targets are down', async () => {
    const counts = countsOf([aDownTarget(), aDownTarget()]);
    await open(fakeApi({ targets: { list: () => ({ items: [], nextCursor: null, counts }) } }));
    await eventually(() => expect(TestBed.inject(Title).getTitle()).toBe('(2 down) Overview'));
  });

  it('rings the bell', async () => {
    const { element } = await open(fakeApi({ inbox: { unreadCount: () => 3 } }));
    await eventually(() =>
      expect(element.querySelector('[aria-label="Inbox, 3 unread"]')).not.toBeNull(),
    );
    expect(await breaches(element)).toEqual([]);
  });

  it('says on top that unfinished work is not taken up, and when it is again', async () => {
    const failing = {
      ...{ name: 'reconciler', status: 'failing' as const },
      detail: 'Unfinished work has not been taken up for 2 min.',
    };
    let components = [failing];
    const health = () => ({ status: 'failing' as const, components });
    const { element, stable } = await open(fakeApi({ system: { health } }));
    await TestBed.inject(MonitorHealth).refresh();
    await stable();
    expect(element.querySelector('app-system-banner')?.textContent).toContain('for 2 min');
    components = [];
    await TestBed.inject(MonitorHealth).refresh();
    await stable();
    expect(element.querySelector('app-system-banner p')).toBeNull();
  });

  it('says on top what is wrong with the monitor itself, as long as it is', async () => {
    const reason = 'The monitor is offline.';
    const trouble = anAlert({ kind: 'system', targetId: null, targetName: 'Monitor', reason });
    const alerts = { list: () => alertPage(anAlert(), trouble) };
    const api = fakeApi({ alerts });
    const { element, stable } = await open(api);
    const banner = element.querySelector('app-system-banner')!;
    await eventually(() => expect(banner.textContent).toContain(reason));
    expect(banner.querySelectorAll('p')).toHaveLength(1);
    expect(await breaches(element)).toEqual([]);
    api.live.push({ type: 'alert', alert: { ...trouble, state: 'resolved' } });
    await stable();
    expect(banner.textContent.trim()).toBe('');
  });

  it('says that the connection is lost, until it is back', async () => {
    const api = fakeApi();
    const { element, stable } = await open(api);
    const bar = element.querySelector('app-connection-bar')!;
    expect(bar.textContent.trim()).toBe('');
    api.live.lose();
    await stable();
    expect(bar.textContent).toMatch(/Connection lost, showing \d\d:\d\d/);
    api.live.connect();
    await stable();
    expect(bar.textContent.trim()).toBe('');
  });

  it('says that the document store does not answer, and reads everything again when it does', async () => {
    const api = fakeApi();
    const { element, stable } = await open(api);
    const bar = element.querySelector('app-connection-bar')!;
    api.live.connect();
    api.live.push({ type: 'store', awaySince: new Date() });
    await stable();
    expect(bar.textContent).toMatch(/MongoDB has not answered since \d\d:\d\d/);
    expect(await breaches(element)).toEqual([]);
    const asked = api.calls.filter(({ path }) => path === 'alerts.list').length;
    api.live.push({ type: 'store', awaySince: null });
    await stable();
    expect(bar.textContent.trim()).toBe('');
    await eventually(() =>
      expect(api.calls.filter(({ path }) => path === 'alerts.list').length).toBeGreaterThan(asked),
    );
  });

  it('lets messages go by themselves', async () => {
    await open(fakeApi());
    expect(TestBed.inject(MAT_SNACK_BAR_DEFAULT_OPTIONS).duration).toBe(5_000);
  });

  it('steps through rows with j and k', async () => {
    await open(fakeApi());
    press('j');
    expect(document.activeElement?.textContent).toBe('A');
    press('j');
    expect(document.activeElement?.textContent).toBe('B');
    press('j');
    expect(document.activeElement?.textContent).toBe('B');
    press('k');
    expect(document.activeElement?.textContent).toBe('A');
  });

  it('goes to the search with /, and leaves keys alone while somebody types', async () => {
    const { element } = await open(fakeApi());
    press('/');
    const search = element.querySelector('input')!;
    expect(document.activeElement).toBe(search);
    press('n', search);
    await TestBed.inject(Router).navigateByUrl('/');
    expect(TestBed.inject(Router).url).toBe('/');
  });

  it('opens the page that adds a target with n', async () => {
    await open(fakeApi());
    press('n');
    await eventually(() => expect(TestBed.inject(Router).url).toBe('/add'));
  });

  it('shows the keys with ?', async () => {
    await open(fakeApi());
    press('?');
    await eventually(() => expect(document.body.textContent).toContain('Search targets'));
  });
});
