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
import { someStory } from '../../testing/story-samples';

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
    stats: someStory,
    alerts: { list: () => alertPage(anAlert()) },
  });

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
