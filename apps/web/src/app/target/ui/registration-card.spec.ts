import { DeferBlockBehavior } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatDialogHarness } from '@angular/material/dialog/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import type { RegistrationDetails } from '@app/domain';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../../testing/axe';
import { eventually } from '../../../testing/eventually';
import { fakeApi, type FakeApi, type Handlers, refusal } from '../../../testing/fake-api';
import { openPage, type OpenPage } from '../../../testing/open-page';
import {
  aRegistration,
  aTarget,
  idOf,
  minutesAgo,
  noRegistration,
  summaryOf,
} from '../../../testing/samples';

const serving = (
  ofTarget: () => RegistrationDetails,
  domains: Handlers['domains'] = {},
  get = () => aTarget(),
): FakeApi =>
  fakeApi({
    targets: { get },
    checks: {
      history: () => ({ points: [], bucketSeconds: 300, gaps: [], stretches: [] }),
      recent: () => ({ items: [] }),
    },
    domains: { ofTarget, ...domains },
  });

// The chart draws on a canvas, which jsdom does not have.
const open = (api: FakeApi): Promise<OpenPage> =>
  openPage(`/targets/${idOf(1)}`, api, DeferBlockBehavior.Manual);

const card = (page: OpenPage): string =>
  (page.element.querySelector('app-registration-card')?.textContent ?? '').replaceAll(/\s+/g, ' ');

const undated = { expiresAt: null, daysLeft: null, source: null, confirmedAt: null };

describe('the domain of a target', () => {
  it('shows days left, the date with who states it, registrar, name servers and lookups', async () => {
    const expiresAt = new Date('2099-03-15T12:00:00Z');
    const page = await open(serving(() => aRegistration(200, { expiresAt, source: 'whois' })));
    expect(card(page)).toMatch(/200.days left/);
    expect(card(page)).toContain('15 Mar 2099, from the registry (WHOIS)');
    expect(card(page)).toContain('RegistrarGood Names Inc.');
    expect(card(page)).toContain('ns1.example.net, ns2.example.net');
    expect(card(page)).toMatch(/Last looked up ?40.min ago at rdap\.registry\.example/);
    expect(card(page)).toMatch(/Next lookup ?in 2[23].h/);
    expect(page.element.querySelector('app-registration-card .head .up')).not.toBeNull();
    expect(await breaches(page.element)).toEqual([]);
  });

  it('lists records of the DNS that have changed', async () => {
    const change = { kind: 'records', name: 'www.example.com', at: minutesAgo(90) } as const;
    const page = await open(
      serving(() =>
        aRegistration(200, {
          changes: [
            { ...change, record: 'A', added: ['192.0.2.9'], removed: ['192.0.2.1'], varies: true },
            { ...change, record: 'MX', added: [], removed: ['10 mx.example.com'] },
          ],
        }),
      ),
    );
    expect(card(page)).toContain(
      'A records of www.example.com: added 192.0.2.9; gone 192.0.2.1. They vary: further changes are not listed.',
    );
    expect(card(page)).toContain('MX records of www.example.com: gone 10 mx.example.com.');
  });

  it('says what status codes mean, and marks the grave ones', async () => {
    const statuses = ['clientHold', 'clientTransferProhibited', 'ourOwnWord'];
    const page = await open(serving(() => aRegistration(3, { statuses })));
    expect(card(page)).toContain('clientHold taken out of the DNS by the registrar');
    expect(card(page)).toContain('clientTransferProhibited locked against transfer');
    expect(card(page)).toContain('ourOwnWord');
    const grave = [...page.element.querySelectorAll('app-registration-card .code.down')];
    expect(grave.map(({ textContent }) => textContent)).toEqual(['clientHold']);
    expect(page.element.querySelector('app-registration-card .head .down')).not.toBeNull();
  });

  it('tells kindly that a host has no registration, and offers nothing', async () => {
    const page = await open(serving(() => noRegistration('192.0.2.7 is an IP address.')));
    expect(card(page).trim()).toBe('Domain192.0.2.7 is an IP address.');
    expect(page.element.querySelector('app-registration-card button')).toBeNull();
  });

  it('says since when and why lookups fail, and that a date grows old', async () => {
    const failure = { class: 'timeout' as const, message: 'The registry gave no answer.' };
    const details = aRegistration(20, {
      outcome: 'unreachable',
      failure,
      failingSince: minutesAgo(20_000),
      confirmedAt: minutesAgo(20_000),
      isStale: true,
    });
    const page = await open(serving(() => details));
    expect(card(page)).toMatch(/Lookups have failed since .*\. The registry gave no answer\./);
    expect(card(page)).toMatch(/No registry has confirmed the date since/);
    expect(card(page)).toMatch(/20.days left/);
  });

  it('shows what the registry said where that was not believed', async () => {
    const failure = { class: 'implausible' as const, message: 'The date cannot be.' };
    const text = 'Domain: example.com\n  <b>Expires:</b> 31 February';
    const at = minutesAgo(40);
    const replies = [{ service: 'whois' as const, server: 'whois.registry.example', at, text }];
    const page = await open(serving(() => aRegistration(20, { failure, replies })));
    const said = page.element.querySelector('app-registration-replies details');
    expect(said?.hasAttribute('open')).toBe(false);
    expect(said?.querySelector('summary')?.textContent).toBe('What the registry said');
    expect(said?.querySelector('p')?.textContent).toMatch(/whois\.registry\.example \(WHOIS\)/);
    expect(said?.querySelector('pre')?.textContent).toBe(text);
    said?.setAttribute('open', '');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('keeps silent where the date was believed', async () => {
    const page = await open(serving(() => aRegistration(20)));
    expect(page.element.querySelector('app-registration-replies')).toBeNull();
  });

  it('does not comfort with a far date where the registration is in danger', async () => {
    const page = await open(serving(() => aRegistration(200, { standing: 'redemption' })));
    expect(card(page)).toContain('The registration was deleted.');
    expect(page.element.querySelector('app-registration-card .head .down')).not.toBeNull();
  });

  it('tells changes as sentences', async () => {
    const at = minutesAgo(60);
    const from = new Date('2026-03-15T12:00:00Z');
    const to = new Date('2027-03-15T12:00:00Z');
    const changes: RegistrationDetails['changes'] = [
      { kind: 'renewed', from, to, at },
      { kind: 'registrar', from: 'Old Inc.', to: 'New Inc.', at },
      { kind: 'statuses', added: ['clientHold'], removed: [], at },
      { kind: 'name-servers', added: ['ns3.example'], removed: ['ns1.example'], at },
      { kind: 'standing', from: 'ok', to: 'redemption', at },
    ];
    const page = await open(serving(() => aRegistration(365, { changes })));
    expect(card(page)).toContain('Renewed until 15 Mar 2027; it was 15 Mar 2026.');
    expect(card(page)).toContain('The registrar is now New Inc.; it was Old Inc.');
    expect(card(page)).toContain('Status: added clientHold.');
    expect(card(page)).toContain('Name servers: added ns3.example; gone ns1.example.');
    expect(card(page)).toContain('Now deleted, but recoverable; it was registered.');
  });

  it('names the other targets on the domain', async () => {
    const page = await open(serving(() => aRegistration(90, { targets: 13 })));
    expect(page.button('Also used by 12 other targets').getAttribute('href')).toBe(
      '/?search=example.com',
    );
  });

  it('looks it up now, and then not again for an hour', async () => {
    const refresh = vi.fn(() =>
      aRegistration(90, {
        nextLookupAt: minutesAgo(0),
        refreshAllowedAt: new Date(Date.now() + 3_570_000),
      }),
    );
    const page = await open(serving(() => aRegistration(90), { refresh }));
    page.button('Look up now').click();
    await eventually(() => expect(card(page)).toMatch(/Possible again in 59.min/));
    expect(refresh).toHaveBeenCalledWith({ name: 'example.com' });
    expect(page.button('Look up now').hasAttribute('disabled')).toBe(true);
    expect(card(page)).toContain('Next lookup now');
  });

  it.each([
    ['paused', 'none while its targets are paused'],
    ['up', 'within a minute'],
  ] as const)('is not looked up at present where the target is %s', async (status, when) => {
    const details = aRegistration(90, { nextLookupAt: null, refreshAllowedAt: null });
    const get = () => aTarget({ status });
    const page = await open(serving(() => details, {}, get));
    expect(card(page)).toContain(`Next lookup ${when}`);
    expect(page.button('Look up now').hasAttribute('disabled')).toBe(true);
  });

  it('says that a lookup is put off, and reads the new time once the old one has come', async () => {
    let details = aRegistration(90, { nextLookupAt: minutesAgo(1) });
    const api = serving(() => details);
    const page = await open(api);
    expect(card(page)).toContain('Next lookup now');
    details = aRegistration(90, {
      checkedAt: details.checkedAt,
      expiresAt: details.expiresAt,
      nextLookupAt: new Date(Date.now() + 6 * 3_600_000 + 60_000),
      isPutOff: true,
    });
    api.live.push({ type: 'target', target: aTarget({ domain: summaryOf(details) }) });
    await eventually(() =>
      expect(card(page)).toMatch(/Next lookup once its registry allows it: in 6.h/),
    );
  });

  it('can be looked up at once although the clock of the server is ahead', async () => {
    const refreshAllowedAt = new Date(Date.now() + 30_000);
    const page = await open(serving(() => aRegistration(90, { refreshAllowedAt })));
    expect(page.button('Look up now').hasAttribute('disabled')).toBe(false);
    expect(card(page)).not.toContain('Possible again');
  });

  it('is read anew once its summary tells something new', async () => {
    let details = aRegistration(5);
    const api = serving(() => details);
    const page = await open(api);
    const asked = () => api.calls.filter(({ path }) => path === 'domains.ofTarget').length;
    api.live.push({ type: 'target', target: aTarget({ domain: summaryOf(details) }) });
    await page.stable();
    expect(asked()).toBe(1);
    details = aRegistration(370, { checkedAt: new Date() });
    api.live.push({ type: 'target', target: aTarget({ domain: summaryOf(details) }) });
    await eventually(() => expect(card(page)).toMatch(/370.days left/));
  });
});

describe('a date that somebody types in', () => {
  const openDialog = async (page: OpenPage): Promise<MatDialogHarness> => {
    page.button('Enter a date').click();
    return page.loader.getHarness(MatDialogHarness);
  };
  const save = async (dialog: MatDialogHarness): Promise<void> =>
    (await dialog.getHarness(MatButtonHarness.with({ text: 'Save' }))).click();

  it('is sent as a day, shown as typed in, and can be taken back', async () => {
    const setExpiry = vi.fn(({ expiresAt }: { expiresAt: Date | string | number | null }) =>
      expiresAt instanceof Date
        ? aRegistration(90, {
            expiresAt,
            precision: 'day',
            source: 'manual',
            standing: 'not-published',
          })
        : aRegistration(0, { ...undated, standing: 'not-published' }),
    );
    const details = aRegistration(0, { ...undated, standing: 'not-published' });
    const page = await open(serving(() => details, { setExpiry }));
    expect(card(page)).toContain('The registry publishes no date');
    const dialog = await openDialog(page);
    await save(dialog);
    expect(await dialog.getContentText()).toContain('Enter the day.');
    await (await dialog.getHarness(MatInputHarness)).setValue('2099-03-15');
    await save(dialog);
    await eventually(() => expect(card(page)).toContain('15 Mar 2099, entered by hand'));
    const expiresAt = new Date('2099-03-15T12:00:00Z');
    expect(setExpiry).toHaveBeenCalledWith({ name: 'example.com', expiresAt });
    page.button('Remove the date').click();
    await eventually(() => expect(card(page)).not.toContain('entered by hand'));
    expect(setExpiry).toHaveBeenLastCalledWith({ name: 'example.com', expiresAt: null });
  });

  it('stays in its field when the server refuses it', async () => {
    const issues = [{ path: 'expiresAt', message: 'This day is too far away.' }];
    const setExpiry = () => {
      throw refusal({ message: 'This day is too far away.', issues });
    };
    const page = await open(serving(() => aRegistration(0, undated), { setExpiry }));
    const dialog = await openDialog(page);
    const day = await dialog.getHarness(MatInputHarness);
    await day.setValue('2999-01-01');
    await save(dialog);
    await eventually(async () =>
      expect(await dialog.getContentText()).toContain('This day is too far away.'),
    );
    expect(await day.getValue()).toBe('2999-01-01');
  });

  it('is not offered where a registry has just told one', async () => {
    const page = await open(serving(() => aRegistration(90)));
    expect(page.text()).not.toContain('Enter a date');
  });
});
