import { Clipboard } from '@angular/cdk/clipboard';
import { MatSelectHarness } from '@angular/material/select/testing';
import { MatSnackBarHarness } from '@angular/material/snack-bar/testing';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { fakeApi, type Handlers, silence } from '../../testing/fake-api';
import { openPage, type OpenPage } from '../../testing/open-page';
import { aRegistration, anExpiry, aTarget, idOf, summaryOf } from '../../testing/samples';

const items = [
  anExpiry(-2, { name: 'old.example.com:8443', targetId: idOf(2), targetName: 'Old' }),
  anExpiry(9, {
    kind: 'domain',
    name: 'example.org',
    targetName: 'Blog',
    targets: 13,
    expiresAt: new Date('2099-03-15T12:00:00Z'),
    source: 'manual',
  }),
  anExpiry(60, { thresholdDays: 1 }),
];

const open = (expiry: Handlers['expiry']): Promise<OpenPage> =>
  openPage('/expiring', fakeApi({ expiry }));

const rows = (page: OpenPage): string[] =>
  [...page.element.querySelectorAll('app-expiry-table tbody tr')].map(({ textContent }) =>
    textContent.replaceAll(/\s+/g, ' ').trim(),
  );

describe('the page of what expires', () => {
  it('lists days, date, source, target and who is told when', async () => {
    const page = await open({ list: () => ({ items, nextCursor: null }) });
    expect(rows(page)[0]).toMatch(
      /^expired ?Certificate ?old\.example\.com:8443 ?Old.*since 14 days before$/,
    );
    expect(rows(page)[1]).toMatch(
      /^9 days ?Domain ?example\.org ?Blog ?and 12 more ?15 Mar 2099 ?entered by hand ?since 14 days before$/,
    );
    expect(rows(page)[2]).toMatch(/^60 days.*from the certificate ?from 1 day before$/);
    const tones = [...page.element.querySelectorAll('td.left')].map(({ className }) => className);
    expect(tones.map((name) => name.split(' ').at(-1))).toEqual(['down', 'degraded', 'up']);
    expect(rows(page)[0]).not.toContain('got back');
    expect(page.button('Blog').getAttribute('href')).toBe(`/targets/${idOf(1)}#domain`);
    expect(await breaches(page.element)).toEqual([]);
  });

  it('shows a deleted domain as lost, whatever its date says', async () => {
    const lost = anExpiry(200, { kind: 'domain', name: 'example.com', standing: 'redemption' });
    const page = await open({ list: () => ({ items: [lost], nextCursor: null }) });
    expect(rows(page)[0]).toMatch(/example\.com ?deleted, but recoverable/);
    expect(page.element.querySelector('td.left')?.className).toContain('down');
  });

  it('loads further pages as the end comes near', async () => {
    const list = vi.fn(({ cursor }: { cursor?: string | undefined } = {}) => ({
      // The first line moved to the second page meanwhile.
      items: cursor ? items.slice(0, 2) : items.slice(0, 1),
      nextCursor: cursor ? null : 'more',
    }));
    const page = await open({ list });
    await eventually(() => expect(rows(page)).toHaveLength(2));
  });

  it('follows a renewal without reload', async () => {
    let domain = anExpiry(9, { kind: 'domain', name: 'example.com' });
    const api = fakeApi({ expiry: { list: () => ({ items: [domain], nextCursor: null }) } });
    const page = await openPage('/expiring', api);
    domain = anExpiry(370, { kind: 'domain', name: 'example.com' });
    const details = aRegistration(370, { expiresAt: domain.expiresAt });
    api.live.push({ type: 'target', target: aTarget({ domain: summaryOf(details) }) });
    await eventually(() => expect(rows(page)[0]).toMatch(/^370 days/));
  });

  it('is narrowed and sorted, and so are its table and its calendar', async () => {
    const list = vi.fn<NonNullable<NonNullable<Handlers['expiry']>['list']>>(() => ({
      items: [anExpiry(9, { kind: 'domain', registrar: 'Good Names', tags: ['eu', 'shop'] })],
      nextCursor: null,
    }));
    const page = await open({
      list,
      choices: () => ({ registrars: ['Good Names'], tlds: ['de'], tags: [] }),
    });
    expect(rows(page)[0]).toMatch(/Domain · Good Names.*eu, shop/);
    const selects = await page.loader.getAllHarnesses(MatSelectHarness);
    // No target has a tag: kind, registrar, ending and order are left.
    expect(selects).toHaveLength(4);
    await selects[1]?.clickOptions({ text: 'Good Names' });
    await selects[3]?.clickOptions({ text: 'By name' });
    await eventually(() =>
      expect(list.mock.lastCall?.[0]).toMatchObject({ registrar: 'Good Names', sort: 'name' }),
    );
    expect(page.button('Save as CSV').getAttribute('href')).toBe(
      '/expiry.csv?registrar=Good+Names&sort=name',
    );
    page.button('In your calendar').click();
    await page.stable();
    expect(page.button('Address of the calendar').getAttribute('href')).toMatch(
      /\/calendar\.ics\?registrar=Good\+Names$/,
    );
    expect(await breaches(page.element)).toEqual([]);
    list.mockReturnValue({ items: [], nextCursor: null });
    await selects[2]?.clickOptions({ text: '.de' });
    await eventually(() => expect(page.text()).toContain('Nothing matches'));
    await selects[2]?.clickOptions({ text: 'Every ending' });
    await eventually(() => expect(list.mock.lastCall?.[0]).not.toHaveProperty('tld'));
  });

  it('says what will stand here', async () => {
    const page = await open({});
    expect(page.text()).toContain('Nothing expires yet');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('says why it could not load, and tries again', async () => {
    const list = vi.fn(() => {
      throw silence();
    });
    const page = await open({ list });
    await eventually(() => expect(page.text()).toContain('The server does not answer'));
    const before = list.mock.calls.length;
    page.button('Try again').click();
    await eventually(() => expect(list.mock.calls.length).toBeGreaterThan(before));
  });

  it('gives the address of the calendar', async () => {
    const page = await open({});
    const toggle = page.button('In your calendar');
    expect(toggle.getAttribute('aria-expanded')).toBe('false');
    toggle.click();
    await page.stable();
    expect(await breaches(page.element)).toEqual([]);
    expect(page.button('Address of the calendar').textContent).toMatch(/^http.*\/calendar\.ics$/);
    const copy = vi.spyOn(TestBed.inject(Clipboard), 'copy').mockReturnValue(true);
    page.button('Copy address').click();
    expect(copy).toHaveBeenCalledWith(expect.stringMatching(/^http.*\/calendar\.ics$/));
    const snackBar = await page.loader.getHarness(MatSnackBarHarness);
    expect(await snackBar.getMessage()).toBe('Address copied');
  });
});
