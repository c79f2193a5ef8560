import { MatInputHarness } from '@angular/material/input/testing';
import type { ImportReport } from '@app/domain';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { fakeApi, type Handlers, refusal } from '../../testing/fake-api';
import { openPage, type OpenPage } from '../../testing/open-page';
import { idOf } from '../../testing/samples';

const report = (id: string | null): ImportReport => ({
  items: [
    {
      line: 1,
      input: 'shop.example',
      outcome: 'created',
      target: { id, url: 'domain:shop.example', name: 'shop.example' },
    },
    { line: 3, input: 'www.a.example', outcome: 'invalid', message: 'Watch a.example.' },
  ],
  counts: { created: 1, exists: 0, invalid: 1, 'duplicate-in-list': 0 },
});

const open = (targets: Handlers['targets']): Promise<OpenPage> =>
  openPage('/import', fakeApi({ targets }));

const paste = async (page: OpenPage, text: string): Promise<void> => {
  const field = await page.loader.getHarness(MatInputHarness.with({ selector: 'textarea' }));
  await field.setValue(text);
};

describe('the page that imports a list', () => {
  it('shows what becomes of each line before anything is added', async () => {
    const load = vi.fn(({ dryRun }: { dryRun?: boolean | undefined }) =>
      report(dryRun ? null : idOf(1)),
    );
    const page = await open({ import: load });
    await paste(page, 'shop.example\n\nwww.a.example');
    page.button('Check the list').click();
    await eventually(() => expect(page.text()).toContain('1 to add, 1 cannot be watched.'));
    expect(page.text()).toContain('Watch a.example.');
    expect(load).toHaveBeenLastCalledWith({
      text: 'shop.example\n\nwww.a.example',
      tags: [],
      dryRun: true,
    });
    expect(await breaches(page.element)).toEqual([]);
    page.button('Add 1 target').click();
    await eventually(() => expect(page.text()).toContain('1 was added, 1 cannot be watched.'));
    expect(load).toHaveBeenLastCalledWith(expect.objectContaining({ dryRun: false }));
    expect(page.element.querySelector('td a')?.getAttribute('href')).toBe(`/targets/${idOf(1)}`);
  });

  it('shows the name and the tags that a line gives', async () => {
    const target = { id: null, url: 'https://a.example/', name: 'Shop', tags: ['prod', 'eu'] };
    const page = await open({
      import: () => ({
        items: [{ line: 1, input: 'https://a.example/', outcome: 'created', target }],
        counts: { created: 1, exists: 0, invalid: 0, 'duplicate-in-list': 0 },
      }),
    });
    await paste(page, 'https://a.example/, Shop, prod, eu');
    page.button('Check the list').click();
    await eventually(() =>
      expect(page.text()).toMatch(/Is added: Shop, https:\/\/a\.example\/ Tags: prod, eu/),
    );
  });

  it('forgets what was said of another list', async () => {
    const page = await open({ import: () => report(null) });
    await paste(page, 'shop.example');
    page.button('Check the list').click();
    await eventually(() => expect(page.text()).toContain('1 to add'));
    await paste(page, 'other.example');
    await eventually(() => expect(page.text()).not.toContain('1 to add'));
  });

  it('says why a list is refused', async () => {
    const page = await open({
      import: () => {
        throw refusal({ message: 'This list has 1001 entries.' });
      },
    });
    await paste(page, 'shop.example');
    page.button('Check the list').click();
    await eventually(() => expect(page.text()).toContain('This list has 1001 entries.'));
  });
});
