import { describe, expect, it } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { type FakeApi, fakeApi, type Handlers, refusal } from '../../testing/fake-api';
import { openPage } from '../../testing/open-page';
import { anInboxItem, idOf, minutesAgo } from '../../testing/samples';

const serving = (inbox: Handlers['inbox'] = {}): FakeApi =>
  fakeApi({
    inbox: {
      unreadCount: () => 1,
      list: () => ({
        items: [
          anInboxItem({ text: 'Target: Payments\nWhy: Refused.' }),
          anInboxItem({ id: idOf(71), title: 'Blog is up', readAt: minutesAgo(1) }),
        ],
        nextCursor: null,
      }),
      markRead: () => ({ marked: 1 }),
      markAllRead: () => ({ marked: 1 }),
      ...inbox,
    },
  });

const unread = (element: HTMLElement): number => element.querySelectorAll('li.unread').length;

describe('the inbox', () => {
  it('shows what is unread', async () => {
    const page = await openPage('/inbox', serving());
    expect(unread(page.element)).toBe(1);
    expect(page.text()).toContain('Payments is down');
    const lines = [...page.element.querySelectorAll('li.unread p span')];
    expect(lines.map(({ textContent }) => textContent)).toEqual([
      'Target: Payments',
      'Why: Refused.',
    ]);
    expect(await breaches(page.element)).toEqual([]);
  });

  it('marks one read', async () => {
    const api = serving();
    const page = await openPage('/inbox', api);
    page.button('Mark read').click();
    await eventually(() => expect(unread(page.element)).toBe(0));
    expect(api.calls).toContainEqual({ path: 'inbox.markRead', input: { ids: [idOf(70)] } });
  });

  it('marks all read', async () => {
    const api = serving();
    const page = await openPage('/inbox', api);
    await eventually(() =>
      expect(page.button('Mark all read').hasAttribute('disabled')).toBe(false),
    );
    page.button('Mark all read').click();
    await eventually(() => expect(unread(page.element)).toBe(0));
  });

  it('takes back what the server refuses', async () => {
    const page = await openPage(
      '/inbox',
      serving({
        markRead: () => {
          throw refusal({ code: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong here.' });
        },
      }),
    );
    page.button('Mark read').click();
    await eventually(() =>
      expect(document.body.textContent).toContain('Something went wrong here.'),
    );
    await eventually(() => expect(unread(page.element)).toBe(1));
  });

  it('shows new items without reload', async () => {
    const api = serving();
    const page = await openPage('/inbox', api);
    api.live.push({ type: 'inbox', item: anInboxItem({ id: idOf(72), title: 'Wiki is down' }) });
    await page.stable();
    expect(page.element.querySelector('li')?.textContent).toContain('Wiki is down');
    expect(unread(page.element)).toBe(2);
  });
});
