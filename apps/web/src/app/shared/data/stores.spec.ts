import { TestBed } from '@angular/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../../../testing/eventually';
import { type FakeApi, fakeApi, silence } from '../../../testing/fake-api';
import { aDownTarget, alertPage, anAlert, anInboxItem, aTarget, countsOf, idOf } from '../../../testing/samples';
import { OpenAlerts } from './open-alerts';
import { StatusCounts } from './status-counts';
import { Unread } from './unread';

const use = (api: FakeApi): void => {
  TestBed.configureTestingModule({ providers: [api.provider] });
};

describe('StatusCounts', () => {
  it('shows a change of a known target at once', async () => {
    const targets = [aTarget(), aTarget({ id: idOf(9) })];
    const api = fakeApi({
      targets: { list: () => ({ items: [], nextCursor: null, counts: countsOf(targets) }) },
    });
    use(api);
    const counts = TestBed.inject(StatusCounts);
    await eventually(() => expect(counts.counts()?.up).toBe(2));
    counts.know(targets);
    api.live.push({ type: 'target', target: aTarget({ status: 'down' }) });
    expect(counts.counts()).toMatchObject({ up: 1, down: 1 });
  });

  it('asks again when a target is new or gone', async () => {
    const api = fakeApi();
    use(api);
    TestBed.inject(StatusCounts);
    const asked = (): number => api.calls.filter(({ path }) => path === 'targets.list').length;
    await eventually(() => expect(asked()).toBe(1));
    api.live.push({ type: 'target', target: aDownTarget() });
    api.live.push({ type: 'removed', targetId: idOf(1) });
    await eventually(() => expect(asked()).toBe(2));
  });
});

describe('OpenAlerts', () => {
  it('follows alerts that open and resolve', async () => {
    const api = fakeApi({ alerts: { list: () => alertPage(anAlert()) } });
    use(api);
    const open = TestBed.inject(OpenAlerts);
    await eventually(() => expect(open.alerts()).toHaveLength(1));
    api.live.push({ type: 'alert', alert: anAlert({ id: idOf(51) }) });
    expect(open.alerts()).toHaveLength(2);
    api.live.push({ type: 'alert', alert: anAlert({ state: 'resolved', resolution: 'recovered' }) });
    expect(open.alerts()?.map(({ id }) => id)).toEqual([idOf(51)]);
  });

  it('know all about the monitor itself, however many others are newer', async () => {
    const trouble = anAlert({ id: idOf(52), kind: 'system', targetId: null });
    const list = (query?: { kind?: string | undefined }) =>
      query?.kind === 'system'
        ? alertPage(trouble)
        : { ...alertPage(anAlert()), nextCursor: 'more' };
    use(fakeApi({ alerts: { list } }));
    const open = TestBed.inject(OpenAlerts);
    await eventually(() => expect(open.alerts()).toHaveLength(2));
    expect(open.isPart()).toBe(true);
  });

  it('reads again after a lost connection', async () => {
    const list = vi.fn(() => alertPage(anAlert()));
    const api = fakeApi({ alerts: { list } });
    use(api);
    TestBed.inject(OpenAlerts);
    api.live.connect();
    api.live.lose();
    api.live.connect();
    await eventually(() => expect(list).toHaveBeenCalledTimes(4));
  });
});

describe('Unread', () => {
  it('rings with each new item', async () => {
    const unreadCount = vi.fn(() => 3);
    const api = fakeApi({ inbox: { unreadCount } });
    use(api);
    const unread = TestBed.inject(Unread);
    await eventually(() => expect(unread.count()).toBe(3));
    unreadCount.mockReturnValue(4);
    api.live.push({ type: 'inbox', item: anInboxItem() });
    await eventually(() => expect(unread.count()).toBe(4));
  });

  it('keeps its number while the server is silent', async () => {
    const unreadCount = vi.fn(() => 3);
    use(fakeApi({ inbox: { unreadCount } }));
    const unread = TestBed.inject(Unread);
    await eventually(() => expect(unread.count()).toBe(3));
    unreadCount.mockImplementation(() => {
      throw silence();
    });
    await unread.refresh();
    expect(unread.count()).toBe(3);
  });
});
