import { MatInputHarness } from '@angular/material/input/testing';
import { DEFAULT_SETTINGS, type SystemQueues } from '@app/domain';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { fakeApi, type Handlers, silence } from '../../testing/fake-api';
import { openPage } from '../../testing/open-page';
import { minutesAgo } from '../../testing/samples';

const figures = (change: Partial<SystemQueues> = {}): SystemQueues => ({
  at: new Date(),
  queues: [
    {
      name: 'checks.urgent',
      waiting: 1_200,
      deferred: 7,
      active: 3,
      oldestSeconds: 125,
      deadLetters: 9,
      newDeadLetters: 2,
    },
  ],
  workers: [
    {
      id: 'a',
      startedAt: minutesAgo(300),
      seenAt: new Date(),
      loopDelayMs: 20,
      checksPerMinute: 101.6,
    },
  ],
  overdue: { count: 12, oldestSeconds: 200 },
  ...change,
});

const healthy: Handlers['system'] = { health: () => ({ status: 'ok', components: [] }) };

describe('the system page', () => {
  it('shows who changed what, with what was there before', async () => {
    const page = await openPage(
      '/system',
      fakeApi({
        system: {
          ...healthy,
          queues: () => figures(),
          audit: () => ({
            items: [
              {
                number: 7,
                at: minutesAgo(3),
                actor: { kind: 'person', address: '192.0.2.1', principal: 'jane@example.org' },
                requestId: 'r1',
                action: 'targets.update',
                subject: { kind: 'target', id: 'a'.repeat(24), name: '<b>Shop</b>' },
                outcome: 'done',
                code: null,
                before: { name: 'Old', 'request.headers.Authorization': '••••' },
                after: { name: '<b>Shop</b>', 'request.headers.Authorization': '••••' },
                cut: false,
                previous: '',
                hash: 'h',
              },
            ],
            nextCursor: null,
          }),
        },
      }),
    );
    const list = page.element.querySelector('app-audit-list');
    expect(list?.textContent).toMatch(/jane@example.org\s+changed target\s+<b>Shop<\/b>/);
    expect(list?.textContent).toContain('2 fields changed');
    expect(list?.querySelector('a')?.getAttribute('href')).toBe(`/targets/${'a'.repeat(24)}`);
    expect(list?.querySelector('del')?.textContent).toBe('Old');
    expect(list?.querySelector('b')).toBeNull();
    expect(await breaches(page.element)).toEqual([]);
  });

  it('shows what the store takes, and how long its disk lasts', async () => {
    const storage = {
      collections: [
        { name: 'history', documents: 3_000, bytes: 12_300_000 },
        { name: 'floods', documents: 0, bytes: 0 },
      ],
      bytes: 45_000_000,
      growthPerDay: 2_500_000 as number | null,
      daysUntilFull: 20 as number | null,
      disk: { totalBytes: 100e9, freeBytes: 50e6 } as {
        totalBytes: number;
        freeBytes: number;
      } | null,
    };
    const system = { ...healthy, queues: () => figures(), storage: () => storage };
    const page = await openPage('/system', fakeApi({ system }));
    const part = page.element.querySelector('app-storage-part');
    const text = () => (part?.textContent ?? '').replaceAll('\u00a0', ' ');
    expect(text()).toContain('The document store takes 45 MB. It grows by 2.5 MB a day.');
    expect(text()).toContain('50 MB of 100 GB on its disk are free.');
    expect(part?.querySelector('.degraded')?.textContent).toContain('full in 20');
    expect([...(part?.querySelectorAll('li') ?? [])].map((li) => li.children.length)).toEqual([3]);
    expect(text()).toContain('3,000 documents');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('says in words how each part does', async () => {
    const page = await openPage(
      '/system',
      fakeApi({
        system: {
          health: () => ({
            status: 'degraded',
            components: [
              { name: 'postgres', status: 'ok', detail: 'Answers in 1 ms.' },
              { name: 'Workers', status: 'degraded', detail: 'None has been heard of for 75 s.' },
            ],
          }),
          queues: () => figures(),
        },
      }),
    );
    expect(page.element.querySelector('h1')?.textContent.trim()).toBe('Something needs attention');
    expect(page.text()).toContain('Queue');
    expect(page.text()).toContain('None has been heard of for 75 s.');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('shows workers with their signs of life, and what is overdue', async () => {
    const api = fakeApi({ system: { ...healthy, queues: () => figures() } });
    const page = await openPage('/system', api);
    expect(page.text()).toMatch(/last heartbeat (just now|\d+.s ago) ?102 checks a minute/);
    expect(page.text()).toMatch(/event loop blocked for up to 20.ms ?started 5.h ago/);
    expect(page.text()).toMatch(/12 checks are overdue, the oldest for 3.min\./);
  });

  it('shows the upkeep: when it was done, what came of it, and when it is due', async () => {
    const upkeep = () => ({
      at: new Date(),
      items: [
        {
          ...{ name: 'index-check' as const, state: 'failed' as const, isRunning: false },
          ...{ lastAt: minutesAgo(5), seconds: 0.2, result: 'The store did not answer.' },
          ...{ lastGoodAt: null, nextAt: new Date() },
        },
      ],
    });
    const api = fakeApi({ system: { ...healthy, queues: () => figures(), upkeep } });
    const page = await openPage('/system', api);
    const item = page.element.querySelector('app-upkeep li');
    expect(item?.textContent).toMatch(/Index check\s*Failed/);
    expect(item?.textContent).toContain('took less than 1');
    expect(item?.querySelector('.result.down')?.textContent).toBe('The store did not answer.');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('names the region of a worker', async () => {
    const [worker] = figures().workers;
    const inFra = figures({ workers: [{ ...worker!, region: 'fra', name: 'host:1' }] });
    const api = fakeApi({ system: { ...healthy, queues: () => inFra } });
    const page = await openPage('/system', api);
    expect(page.text()).toMatch(/host:1\s?,\s+fra\s?,\s+last heartbeat/);
  });

  it('shows what waits in the queues and what failed for good', async () => {
    const api = fakeApi({ system: { ...healthy, queues: () => figures() } });
    const page = await openPage('/system', api);
    const row = page.element.querySelector('app-queue-list li');
    const parts = [...(row?.children ?? [])].map(({ textContent }) => textContent);
    expect(parts).toEqual([
      'Urgent checks',
      '1,200 wait, the oldest for 2\u00a0min',
      '3 running',
      '7 planned',
      '9 failed for good, 2 within the last hour',
    ]);
    expect(row?.querySelector('.down')?.textContent).toContain('9 failed');
  });

  it('says which list of RDAP services is in use', async () => {
    const detail = 'The one of 2026-01-30 that comes with the product, 299 days old.';
    const rdapList = () => ({ list: null, isOld: true, detail });
    const api = fakeApi({ system: { ...healthy, queues: () => figures(), rdapList } });
    const page = await openPage('/system', api);
    expect(page.text()).toContain(`List of RDAP services: ${detail}`);
    expect(await breaches(page.element)).toEqual([]);
  });

  it('says what is missing without workers and without PostgreSQL', async () => {
    const nothing = figures({
      queues: null,
      workers: [],
      overdue: { count: 0, oldestSeconds: null },
    });
    const api = fakeApi({ system: { ...healthy, queues: () => nothing } });
    const page = await openPage('/system', api);
    expect(page.text()).toContain('No worker is connected.');
    expect(page.text()).toContain('No check is overdue.');
    expect(page.text()).toContain('unavailable while PostgreSQL does not answer');
  });

  it('says that the server does not answer', async () => {
    const page = await openPage(
      '/system',
      fakeApi({
        system: {
          health: () => {
            throw silence();
          },
          queues: () => figures(),
        },
      }),
    );
    expect(page.text()).toContain('The server does not answer');
  });

  it('lets people say when they are told that the monitor cannot see', async () => {
    const update = vi.fn(() => DEFAULT_SETTINGS);
    const page = await openPage('/system', fakeApi({ system: healthy, settings: { update } }));
    const share = await page.loader.getHarness(
      MatInputHarness.with({ label: 'Share of the targets' }),
    );
    expect(await share.getValue()).toBe('20');
    await share.setValue('0');
    page.button('Save').click();
    await page.stable();
    expect(page.text()).toContain('At least 1.');
    await share.setValue('50');
    page.button('Save').click();
    const blindness = { share: 0.5, atLeast: 3, afterSeconds: 120 };
    await eventually(() => expect(update).toHaveBeenCalledWith({ blindness }));
  });
});
