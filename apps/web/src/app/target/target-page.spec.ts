import { DeferBlockBehavior } from '@angular/core/testing';
import { MatButtonToggleHarness } from '@angular/material/button-toggle/testing';
import { Title } from '@angular/platform-browser';
import { Router } from '@angular/router';
import { TestBed } from '@angular/core/testing';
import { DEFAULT_THRESHOLDS, type LastCheckView, type Target } from '@app/domain';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { type FakeApi, fakeApi, type Handlers, refusal } from '../../testing/fake-api';
import { openPage, type OpenPage } from '../../testing/open-page';
import {
  aCheck,
  aRegistration,
  alertPage,
  aDownTarget,
  anAlert,
  aTarget,
  idOf,
  minutesAgo,
  summaryOf,
} from '../../testing/samples';
import { aStatsDay, someStats } from '../../testing/story-samples';

const serving = (targets: Handlers['targets'] = {}): FakeApi =>
  fakeApi({
    targets: { get: () => aDownTarget(), ...targets },
    checks: {
      history: () => ({ points: [], bucketSeconds: 300, gaps: [], stretches: [] }),
      recent: () => ({
        items: [
          aCheck({
            outcome: 'failed',
            statusCode: null,
            latencyMs: null,
            attempts: 3,
            failure: { class: 'refused', code: null, message: 'Refused: nothing listens.' },
          }),
          aCheck({ slot: minutesAgo(10), at: minutesAgo(10) }),
        ],
      }),
    },
    stats,
    alerts: { list: () => alertPage(anAlert()) },
  });

const stats: Handlers['stats'] = {
  explain: ({ from, to }) => ({
    ...{ from: new Date(from ?? 0), to: new Date(to ?? 0), timeZone: 'UTC', intervals: [] },
    stats: someStats({ uptime: 99.652, outages: 1, longestOutageSeconds: 360, mttrSeconds: 360 }),
    counts: { ok: 286, slow: 1, failed: 1, inconclusive: 2, confirmations: 1, manual: 0 },
  }),
  outages: () => ({
    items: [
      {
        alertId: idOf(50),
        since: minutesAgo(200),
        endedAt: minutesAgo(194),
        seconds: 360,
        reason: 'Refused: nothing listens on port 443.',
      },
    ],
  }),
  summary: () => ({
    at: new Date(),
    timeZone: 'UTC',
    windows: {
      '1h': someStats({ checks: 12 }),
      '24h': someStats({ uptime: 99.305, outages: 2, longestOutageSeconds: 600, mttrSeconds: 400 }),
      '7d': someStats(),
      '30d': someStats({ uptime: null, p99Ms: null }),
    },
  }),
  daily: ({ days = 90 }) => ({
    timeZone: 'UTC',
    items: Array.from({ length: days }, (_, i) => {
      const day = new Date(Date.now() - (days - 1 - i) * 86_400_000).toISOString().slice(0, 10);
      return aStatsDay(day);
    }),
  }),
};

// The chart draws on a canvas, which jsdom does not have.
const open = (api: FakeApi): Promise<OpenPage> =>
  openPage(`/targets/${idOf(2)}`, api, DeferBlockBehavior.Manual);

it('shows of a domain its registration and its alerts, and no checks', async () => {
  const target = aTarget({
    id: idOf(2),
    kind: 'domain',
    url: 'domain:example.com',
    lastCheck: null,
    uptime24h: null,
    spark24h: [],
  });
  const api = fakeApi({
    targets: { get: () => target },
    domains: { ofTarget: () => aRegistration(200) },
    alerts: { list: () => alertPage() },
  });
  const page = await open(api);
  await eventually(() => expect(page.text()).toContain('Good Names Inc.'));
  expect(page.text()).toContain('Domain without a web site');
  expect(page.button('Look up now')).toBeTruthy();
  expect(page.text()).not.toMatch(/Recent checks|Response time|Uptime/);
  expect(page.element.querySelector('a[href^="domain:"]')).toBeNull();
  expect(await breaches(page.element)).toEqual([]);
});

describe('the page of a target', () => {
  it('says that it fails from one region only', async () => {
    const failsOnlyFrom = { regions: ['fra'], answersIn: 'hel', since: minutesAgo(14) };
    const page = await open(serving({ get: () => aTarget({ failsOnlyFrom }) }));
    expect(page.text()).toMatch(
      /Fails from fra only, since .*: it answers from hel, so it is not down/,
    );
  });

  it('says the status, since when and why, and shows checks with their evidence', async () => {
    const page = await open(serving());
    expect(page.element.querySelector('h1')?.textContent).toBe('Payments');
    expect(page.text()).toMatch(/Down since .*, for 14.min/);
    expect(page.text()).toContain('Refused: nothing listens on port 443.');
    expect(page.text()).toContain('192.0.2.7');
    expect(page.element.querySelectorAll('app-check-list tbody tr')).toHaveLength(2);
    expect(
      page.element.querySelector('app-phases-bar [role=img]')?.getAttribute('aria-label'),
    ).toContain('DNS 4');
    expect(TestBed.inject(Title).getTitle()).toContain('Payments');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('says what to do where somebody wrote it down', async () => {
    const runbook = { note: 'Call Ann.\nThen restart it.', url: 'https://wiki.example/pay' };
    const page = await open(serving({ get: () => aTarget({ runbook }) }));
    const panel = page.element.querySelector('app-runbook-panel');
    expect(panel?.textContent).toMatch(/What to do.*Call Ann\.\sThen restart it\./s);
    expect(panel?.querySelector('a')?.href).toBe('https://wiki.example/pay');
  });

  it('says nothing of what to do where nobody did', async () => {
    const page = await open(serving({ get: () => aTarget() }));
    expect(page.element.querySelector('app-runbook-panel section')).toBeNull();
  });

  it('says why it is degraded', async () => {
    const headOf = async (lastCheck: Partial<LastCheckView>) => {
      const thresholds = { ...DEFAULT_THRESHOLDS, slowMs: 500 };
      const checked = { ...aTarget().lastCheck!, outcome: 'slow' as const, ...lastCheck };
      const target = aTarget({ status: 'degraded', thresholds, lastCheck: checked });
      const page = await open(serving({ get: () => target }));
      return page.element.querySelector('app-target-head .since')?.textContent;
    };
    expect(await headOf({ latencyMs: 1_500 })).toContain('It answers slowly: 1.50 s, over 500 ms.');
    TestBed.resetTestingModule();
    const failure = { class: 'status', code: '429', message: 'Answered 429.' } as const;
    expect(await headOf({ statusCode: 429, failure })).toMatch(
      /Answered 429\. The site asks to retry later, which counts as slow/,
    );
  });

  it('says nothing of certificate and domain while nothing is known', async () => {
    const page = await open(serving());
    expect(page.element.querySelector('app-target-figures')?.textContent).not.toMatch(
      /Certificate|Domain/,
    );
  });

  it('says for how long nothing was known, and only then', async () => {
    const figuresOf = async (unknownSeconds24h: number) => {
      const page = await open(serving({ get: () => aTarget({ unknownSeconds24h }) }));
      return page.element.querySelector('app-target-figures')?.textContent;
    };
    expect(await figuresOf(47 * 60)).toMatch(/No data 24 h\s*for 47.min/);
    TestBed.resetTestingModule();
    expect(await figuresOf(0)).not.toContain('No data');
  });

  it('follows live events: status, checks, alerts', async () => {
    const api = serving();
    const page = await open(api);
    api.live.push({
      type: 'result',
      targetId: idOf(2),
      check: aCheck({ slot: minutesAgo(0), at: minutesAgo(0), address: '192.0.2.99' }),
    });
    api.live.push({ type: 'target', target: aDownTarget({ status: 'up', lastCheck: null }) });
    api.live.push({
      type: 'alert',
      alert: anAlert({ state: 'resolved', resolution: 'recovered', resolvedAt: minutesAgo(0) }),
    });
    await page.stable();
    expect(page.element.querySelectorAll('app-check-list tbody tr')).toHaveLength(3);
    expect(page.element.querySelector('app-check-list tbody tr')?.textContent).toContain(
      '192.0.2.99',
    );
    expect(page.element.querySelector('app-status-badge')?.textContent).toContain('Up');
    expect(page.text()).toMatch(/recovered after/);
  });

  it('counts what is open, alerts of its domain among them', async () => {
    const domain = summaryOf(aRegistration(5));
    const api = serving({ get: () => aDownTarget({ domain, openAlerts: 2 }) });
    const page = await open(api);
    expect(page.text()).toContain('Alerts 2 open alerts');
    const alert = anAlert({
      id: idOf(51),
      kind: 'domain',
      domain: 'example.com',
      targetId: idOf(9),
      targetName: 'example.com',
      reason: 'It ends in 5 days.',
    });
    api.live.push({ type: 'alert', alert });
    const other = { ...alert, id: idOf(52), domain: 'example.net', targetId: idOf(2) };
    api.live.push({ type: 'alert', alert: { ...other, reason: 'Another domain ends.' } });
    await page.stable();
    expect(page.text()).not.toContain('Another domain ends.');
    expect(page.text()).toContain('Registration ends: It ends in 5 days.');
    expect(page.element.querySelectorAll('app-alert-line')).toHaveLength(2);
  });

  it('shows a check that is told twice once', async () => {
    const api = serving();
    const page = await open(api);
    const check = aCheck({ slot: minutesAgo(0) });
    api.live.push({ type: 'result', targetId: idOf(2), check });
    api.live.push({ type: 'result', targetId: idOf(2), check });
    api.live.push({ type: 'result', targetId: idOf(1), check });
    await page.stable();
    expect(page.element.querySelectorAll('app-check-list tbody tr')).toHaveLength(3);
  });

  it('shows the last hour of a new target, and the range that somebody picks', async () => {
    const api = serving({ get: () => aDownTarget({ createdAt: minutesAgo(5) }) });
    const page = await open(api);
    const address = (): string => TestBed.inject(Router).url;
    const spans = (): number[] =>
      api.calls
        .filter(({ path }) => path === 'checks.history')
        .map(({ input }) => {
          const { from, to } = input as { from: Date; to: Date };
          return (to.getTime() - from.getTime()) / 3_600_000;
        });
    expect(spans().at(-1)).toBe(1);
    await (await page.loader.getHarness(MatButtonToggleHarness.with({ text: '7 d' }))).check();
    await page.stable();
    expect(spans().at(-1)).toBe(168);
    expect(address()).toBe(`/targets/${idOf(2)}?range=7d`);
    await TestBed.inject(Router).navigateByUrl(`/targets/${idOf(2)}?range=1y`);
    await page.stable();
    expect(spans().at(-1)).toBe(365 * 24);
  });

  it('pauses and resumes', async () => {
    const paused = aDownTarget({ status: 'paused', nextCheckAt: null });
    const page = await open(
      serving({ pause: () => paused, resume: () => aTarget({ id: idOf(2) }) }),
    );
    page.button('Pause').click();
    await eventually(() => expect(page.text()).toContain('No checks run'));
    page.button('Resume').click();
    await eventually(() =>
      expect(page.element.querySelector('app-status-badge')?.textContent).toContain('Up'),
    );
  });

  it.each([
    ['paused', 'once you resume it'],
    ['pending', 'right away'],
  ] as const)('says of one that is %s and was never checked what comes', async (status, when) => {
    const get = () => aTarget({ id: idOf(2), status, lastCheck: null });
    const api = fakeApi({
      targets: { get },
      checks: {
        history: () => ({ points: [], bucketSeconds: 300, gaps: [], stretches: [] }),
        recent: () => ({ items: [] }),
      },
      alerts: { list: () => alertPage() },
    });
    const { text } = await open(api);
    await eventually(() => expect(text()).toContain(`The first one runs ${when}.`));
  });

  it('asks for a check now', async () => {
    const checkNow = vi.fn(() => aDownTarget());
    const page = await open(serving({ checkNow }));
    page.button('Check now').click();
    await eventually(() => expect(checkNow).toHaveBeenCalledWith({ id: idOf(2) }));
  });

  it('says what keeps people from being told of it, and ends a mute of its own', async () => {
    const until = new Date(Date.now() + 3_600_000);
    let target = aDownTarget({
      mutedBy: { id: idOf(90), scope: 'target', until, note: 'Moving house' },
      maintenance: { id: idOf(95), name: 'Move', until },
    });
    const remove = vi.fn(() => {
      target = aDownTarget();
      return { id: idOf(90), targetId: idOf(2), tag: null, until, note: null, createdAt: until };
    });
    const api = fakeApi({
      targets: { get: () => target },
      checks: {
        history: () => ({ points: [], bucketSeconds: 300, gaps: [], stretches: [] }),
        recent: () => ({ items: [] }),
      },
      alerts: { list: () => alertPage(anAlert({ silence: { why: 'mute', until } })) },
      mutes: { remove },
    });
    const page = await open(api);
    const head = page.element.querySelector('app-target-head')!;
    expect(head.textContent).toMatch(/Muted until .*Moving house/s);
    expect(head.textContent).toMatch(/Maintenance until .*Move/s);
    expect(page.element.querySelector('app-alert-line')?.textContent).toContain('Muted until');
    expect(await breaches(page.element)).toEqual([]);
    page.button('End mute').click();
    await eventually(() => expect(remove).toHaveBeenCalledWith({ id: idOf(90) }));
    await eventually(() => expect(head.querySelectorAll('p.silence')).toHaveLength(0));
  });

  it('says that a target does not exist', async () => {
    const get = () => {
      throw refusal({ code: 'NOT_FOUND', message: 'There is no target with this id.' });
    };
    const page = await open(serving({ get }));
    expect(page.text()).toContain('There is no target at this address.');
    expect(page.text()).toContain('Go to the overview');
    expect(page.text()).not.toContain('Try again');
  });
});

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

describe('a target that is not there', () => {
  const gone = (): never => {
    throw refusal({ code: 'NOT_FOUND', message: 'There is no target with this id.' });
  };

  it('has a page and a title of its own', async () => {
    const page = await open(serving({ get: gone }));
    await eventually(() =>
      expect(page.element.querySelector('h1')?.textContent).toBe('Target not found'),
    );
    await eventually(() => expect(TestBed.inject(Title).getTitle()).toBe('Target not found'));
    expect(page.button('Go to the overview').getAttribute('href')).toBe('/');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('is said to be gone also while its page is open', async () => {
    let get: () => Target = aDownTarget;
    const api = serving({ get: () => get() });
    const page = await open(api);
    await eventually(() => expect(page.element.querySelector('h1')?.textContent).toBe('Payments'));
    get = gone;
    api.live.push({ type: 'removed', targetId: idOf(2) });
    await eventually(() =>
      expect(page.element.querySelector('h1')?.textContent).toBe('Target not found'),
    );
  });

  it('has the same page in the place of its settings', async () => {
    const page = await openPage(`/targets/${idOf(2)}/settings`, serving({ get: gone }));
    await eventually(() =>
      expect(page.element.querySelector('h1')?.textContent).toBe('Target not found'),
    );
  });
});
