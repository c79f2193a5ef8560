import { DeferBlockBehavior, TestBed } from '@angular/core/testing';
import { MatButtonToggleHarness } from '@angular/material/button-toggle/testing';
import { Router } from '@angular/router';
import { describe, expect, it } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { type FakeApi, fakeApi, type Handlers } from '../../testing/fake-api';
import { openPage, type OpenPage } from '../../testing/open-page';
import { aCheck, aDownTarget, idOf, minutesAgo } from '../../testing/samples';
import { someStory } from '../../testing/story-samples';

const serving = (targets: Handlers['targets'] = {}): FakeApi =>
  fakeApi({
    targets: { get: () => aDownTarget(), ...targets },
    checks: {
      history: () => ({ points: [], bucketSeconds: 300, gaps: [], stretches: [] }),
      recent: () => ({ items: [aCheck(), aCheck({ slot: minutesAgo(10), at: minutesAgo(10) })] }),
    },
    stats: someStory,
  });

// The chart draws on a canvas, which jsdom does not have.
const open = (api: FakeApi): Promise<OpenPage> =>
  openPage(`/targets/${idOf(2)}`, api, DeferBlockBehavior.Manual);

describe('what a target did over time', () => {
  const figures = (page: OpenPage): string =>
    (page.element.querySelector('app-span-figures')?.textContent ?? '').replaceAll(/\s+/g, ' ');

  it('is told in numbers with what they are made of, and in outages that lead to their alerts', async () => {
    const page = await open(serving());
    await eventually(() => expect(figures(page)).toMatch(/Uptime ?99.65 %/));
    expect(page.text()).toContain('Last 24 hours');
    expect(figures(page)).toMatch(
      /Outages ?1 ?Longest outage ?6 min ?Time to recover \(MTTR\) ?6 min/,
    );
    expect(figures(page)).toContain('288 scheduled checks count: 286 good, 1 slow, 1 failed.');
    expect(figures(page)).toContain('Not counted: 2 inconclusive, 1 confirmation.');
    const outages = page.element.querySelector('app-outage-list');
    expect(outages?.textContent).toMatch(/6.min\s*Refused: nothing listens on port 443\./);
    expect(outages?.querySelector('a')?.getAttribute('href')).toBe(`/alerts/${idOf(50)}`);
    expect(await breaches(page.element)).toEqual([]);
  });

  it('is asked of just the day whose bar was clicked, which the address remembers', async () => {
    const api = serving({ get: () => aDownTarget({ createdAt: minutesAgo(500_000) }) });
    const page = await openPage(`/targets/${idOf(2)}?range=90d`, api, DeferBlockBehavior.Manual);
    const bars = (): HTMLElement[] => [
      ...page.element.querySelectorAll<HTMLElement>('app-story-bars button'),
    ];
    await eventually(() => expect(bars()).toHaveLength(90));
    bars()[10]!.click();
    await page.stable();
    const day = new Date(Date.now() - 79 * 86_400_000).toISOString().slice(0, 10);
    const from = new Date(`${day}T00:00:00Z`);
    const asked = (path: string): unknown =>
      api.calls.findLast((call) => call.path === path)?.input;
    const between = { targetId: idOf(2), from, to: new Date(+from + 86_400_000) };
    for (const path of ['stats.explain', 'stats.outages', 'checks.history']) {
      expect(asked(path)).toEqual(between);
    }
    expect(TestBed.inject(Router).url).toContain(`from=${day}T00:00:00.000Z`);
    expect(bars()[10]!.getAttribute('aria-pressed')).toBe('true');
    const tab = page.element.querySelector('[mat-tab-link]');
    expect(tab?.getAttribute('aria-selected')).toBe('true');
    page.button('Back to the last hours and days').click();
    await eventually(() => expect(TestBed.inject(Router).url).toBe(`/targets/${idOf(2)}`));
  });

  it('is told in numbers of the last hour, day, week and month', async () => {
    const page = await open(serving());
    const rows = (): string[] =>
      [...page.element.querySelectorAll('app-numbers-table tr')].map((row) =>
        [...row.children]
          .map((cell) => cell.textContent.trim().replaceAll('\u00a0', ' '))
          .join('|'),
      );
    await eventually(() => expect(rows()).not.toEqual([]));
    expect(rows()).toEqual(
      expect.arrayContaining([
        'Number|1 hour|24 hours|7 days|30 days',
        'Uptime|100 %|99.30 %|100 %|–',
        'Longest outage|–|10 min|–|–',
        '99 % within|140 ms|140 ms|140 ms|–',
      ]),
    );
    expect(await breaches(page.element)).toEqual([]);
  });

  it('shows the checks of a stretch, page by page', async () => {
    const api = serving();
    const address = `/targets/${idOf(2)}?from=2026-03-01T10:00:00Z&to=2026-03-01T11:00:00Z`;
    const page = await openPage(address, api, DeferBlockBehavior.Manual);
    await eventually(() =>
      expect(page.element.querySelectorAll('app-span-checks tbody tr')).toHaveLength(2),
    );
    const asked = api.calls.filter(({ path }) => path === 'checks.recent').at(-1)?.input;
    expect(asked).toMatchObject({
      from: new Date('2026-03-01T10:00:00Z'),
      before: new Date('2026-03-01T11:00:00Z'),
    });
  });

  it('keeps what stands until the answer for another time is there', async () => {
    const page = await open(serving());
    await eventually(() => expect(figures(page)).toContain('99.65'));
    await (await page.loader.getHarness(MatButtonToggleHarness.with({ text: '7 d' }))).check();
    expect(figures(page)).toContain('99.65');
  });
});
