import { gunzipSync } from 'node:zlib';
import { publicStatus, type StatusPageRecord } from '@app/domain/status-pages';
import { aStatusPage, pageFacts } from '@app/domain/testing';
import { describe, expect, it } from 'vitest';
import { PublicPages } from './public-pages.ts';

/** Pages over a store and a clock that tests set; `read` counts how often a page was made. */
function openPages(first: StatusPageRecord = aStatusPage()) {
  const state = { stored: [first], at: 0, reads: 0, lists: 0, isAway: false };
  const pages = new PublicPages({
    list: async () => {
      state.lists++;
      if (state.isAway) throw new Error('away');
      return state.stored;
    },
    read: async (page) => {
      state.reads++;
      if (state.isAway) throw new Error('away');
      return publicStatus(pageFacts({ page }));
    },
    html: ({ page }) => `${page.title} ${state.reads}`,
    feed: () => 'feed',
    clock: () => state.at,
  });
  const title = async (slug = 'shop'): Promise<string | null> =>
    (await pages.get(slug))?.html.text ?? null;
  return { state, pages, title };
}

describe('PublicPages', () => {
  it('makes a page once in fifteen seconds, however many ask for it', async () => {
    const { state, title } = openPages();
    const all = await Promise.all(Array.from({ length: 1_000 }, () => title()));
    expect(new Set(all)).toEqual(new Set(['Shop status 1']));
    state.at = 14_999;
    expect(await title()).toBe('Shop status 1');
    state.at = 15_000;
    await Promise.all(Array.from({ length: 1_000 }, () => title()));
    expect(state.reads).toBe(2);
    expect(state.lists).toBeLessThan(4);
  });

  it('knows none that is switched off or was removed, within a second', async () => {
    const { state, title } = openPages();
    await title();
    state.stored = [aStatusPage({ enabled: false, version: 2 })];
    state.at = 1_000;
    expect(await title()).toBeNull();
    state.stored = [aStatusPage({ version: 3 })];
    state.at = 2_000;
    expect(await title()).toBe('Shop status 2');
    state.stored = [];
    state.at = 3_000;
    expect(await title()).toBeNull();
  });

  it('shows a changed one within a second, and a new one to whoever asks once more', async () => {
    const { state, pages, title } = openPages();
    expect(await title('new')).toBeNull();
    state.stored = [aStatusPage({ slug: 'new' })];
    expect(await title('new')).toBeNull();
    expect((await pages.getFresh('new'))?.html.text).toBe('Shop status 1');
    state.stored = [aStatusPage({ slug: 'new', title: 'Other', version: 2 })];
    state.at = 1_000;
    expect(await title('new')).toBe('Other 2');
  });

  it('tells what was known last while the store is away, for ten minutes', async () => {
    const { state, title } = openPages();
    await title();
    state.isAway = true;
    state.at = 60_000;
    expect(await title()).toBe('Shop status 1');
    state.at = 600_001;
    await expect(title()).rejects.toThrow('away');
    state.isAway = false;
    state.at = 620_000;
    expect(await title()).toMatch(/^Shop status \d$/);
  });

  it('has documents compressed already, named by what they say', async () => {
    const { state, pages } = openPages();
    const { html, feed } = (await pages.get('shop'))!;
    expect(gunzipSync(html.compressed).toString()).toBe(html.text);
    expect(html.etag).toMatch(/^W\/"[\w-]{22}"$/);
    state.at = 15_000;
    const later = (await pages.get('shop'))!;
    expect(later.feed.etag).toBe(feed.etag);
    expect(later.html.etag).not.toBe(html.etag);
  });
});
