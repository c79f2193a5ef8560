import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../../../testing/eventually';
import { fakeApi, silence } from '../../../testing/fake-api';
import { idOf } from '../../../testing/samples';
import { pagedList, type PagedListOptions } from './paged-list';

interface Line {
  key: string;
}

const lines = (...keys: string[]): Line[] => keys.map((key) => ({ key }));

const open = (options: Partial<PagedListOptions<string, Line>>) => {
  const api = fakeApi();
  TestBed.configureTestingModule({ providers: [api.provider] });
  const load = vi.fn<PagedListOptions<string, Line>['load']>(async (_, { cursor }) =>
    cursor ? { items: lines('b', 'c'), nextCursor: null } : { items: lines('a', 'b'), nextCursor: 'c' },
  );
  const list = TestBed.runInInjectionContext(() =>
    pagedList({ params: () => 'all', pageSize: 2, load, keyOf: ({ key }) => key, ...options }),
  );
  const keys = (): string => (list.value() ?? []).map(({ key }) => key).join('');
  return { api, list, load, keys };
};

describe('pagedList', () => {
  it('adds a page, without what is there already, and reads all of it again', async () => {
    const { list, load, keys } = open({});
    expect(list.value()).toBeNull();
    await eventually(() => expect(keys()).toBe('ab'));
    await list.loadMore();
    expect(keys()).toBe('abc');
    expect(list.hasMore()).toBe(false);
    list.reload();
    await eventually(() => expect(load.mock.lastCall?.[1]).toEqual({ limit: 3 }));
  });

  it('keeps what is there when a page is refused, and can try again', async () => {
    const { list, load, keys } = open({});
    await eventually(() => expect(keys()).toBe('ab'));
    load.mockRejectedValueOnce(silence());
    await list.loadMore();
    expect(list.refusal()?.code).toBe('UNREACHABLE');
    expect(keys()).toBe('ab');
    await list.loadMore();
    expect(list.refusal()).toBeNull();
    expect(keys()).toBe('abc');
  });

  it('drops a page that comes after something else was asked for', async () => {
    const asked = signal('all');
    const { list, load, keys } = open({ params: asked });
    await eventually(() => expect(keys()).toBe('ab'));
    const late = Promise.withResolvers<{ items: Line[]; nextCursor: string | null }>();
    load.mockReturnValueOnce(late.promise);
    const more = list.loadMore();
    load.mockResolvedValue({ items: lines('x'), nextCursor: null });
    asked.set('some');
    await eventually(() => expect(keys()).toBe('x'));
    late.resolve({ items: lines('c'), nextCursor: null });
    await more;
    expect(keys()).toBe('x');
  });

  it('follows events, and reads once for many that make it stale', async () => {
    const { api, load, keys } = open({
      applyEvent: (items, { type }) => (type === 'removed' ? items.slice(1) : items),
      isStale: (_, { type }) => type === 'reload',
    });
    await eventually(() => expect(keys()).toBe('ab'));
    api.live.push({ type: 'removed', targetId: idOf(1) });
    expect(keys()).toBe('b');
    api.live.push({ type: 'reload' });
    api.live.push({ type: 'reload' });
    await eventually(() => expect(keys()).toBe('ab'));
    expect(load).toHaveBeenCalledTimes(2);
  });
});
