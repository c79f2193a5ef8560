import { TestBed } from '@angular/core/testing';
import { MatAutocompleteHarness } from '@angular/material/autocomplete/testing';
import { MatChipGridHarness } from '@angular/material/chips/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { Router } from '@angular/router';
import { NO_POLICY } from '@app/domain/alerting';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { type FakeApi, fakeApi, type Handlers, refusal } from '../../testing/fake-api';
import { openPage, type OpenPage } from '../../testing/open-page';
import { aChannel, aTarget, countsOf, idOf, minutesAgo } from '../../testing/samples';

const serving = (targets: Handlers['targets'] = {}): FakeApi =>
  fakeApi({
    targets: { get: () => aTarget({ tags: ['prod'] }), ...targets },
    channels: { list: () => ({ items: [aChannel()] }) },
  });

const open = (api: FakeApi): Promise<OpenPage> => openPage(`/targets/${idOf(1)}/settings`, api);

const field = (page: OpenPage, label: string): Promise<MatInputHarness> =>
  page.loader.getHarness(MatInputHarness.with({ label }));

const tagsOf = async (page: OpenPage): Promise<string[]> => {
  const [grid] = await page.loader.getAllHarnesses(MatChipGridHarness);
  return Promise.all((await grid!.getRows()).map((row) => row.getText()));
};

describe('the settings of a target', () => {
  it('show what is set', async () => {
    const page = await open(serving());
    expect(await (await field(page, 'Name')).getValue()).toBe('Shop');
    expect(await tagsOf(page)).toEqual(['prod']);
    expect(await (await field(page, 'Status codes')).getValue()).toBe('200-399');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('save what was changed', async () => {
    const update = vi.fn(({ name }: { name?: string | undefined }) =>
      aTarget({ name: name ?? '' }),
    );
    const page = await open(serving({ update }));
    await (await field(page, 'Name')).setValue('Store');
    await (await field(page, 'Slow from')).setValue('800');
    page.button('Save').click();
    await eventually(() => expect(update).toHaveBeenCalled());
    expect(update.mock.calls[0]?.[0]).toEqual({
      id: idOf(1),
      name: 'Store',
      thresholds: { slowMs: 800 },
    });
  });

  it('say which alerts there would have been with the thresholds that are typed', async () => {
    const since = minutesAgo(300);
    const replay = vi.fn(() => ({
      ...{ from: minutesAgo(43_200), to: new Date(), checks: 8_640 },
      items: [
        {
          kind: 'down' as const,
          was: { alertId: idOf(50), since, endedAt: minutesAgo(290) },
          would: null,
        },
        {
          kind: 'down' as const,
          was: null,
          would: {
            ...{ since: minutesAgo(900), openedAt: minutesAgo(899), endedAt: minutesAgo(880) },
            ...{ outages: 1, isCertain: false },
          },
        },
      ],
    }));
    const api = fakeApi({ targets: { get: () => aTarget() }, stats: { replay } });
    const page = await open(api);
    const panel = (): string =>
      page.element.querySelector('app-replay-panel')!.textContent.replaceAll(/[\s\u00a0]+/g, ' ');
    await (await field(page, 'Failed checks before down')).setValue('4');
    page.button('Would this have alerted?').click();
    await eventually(() => expect(panel()).toContain('1 alert then, 0 alerts with these'));
    expect(replay).toHaveBeenCalledWith({
      targetId: idOf(1),
      thresholds: { failuresToDown: 4, successesToUp: 1, slowMs: null, alertWhenSlow: false },
    });
    expect(panel()).toContain('and perhaps 1 more. 8,640 checks were judged.');
    expect(panel()).toMatch(/down for 10 min ?then, not with these/);
    expect(panel()).toMatch(/down for 20 min ?perhaps with these/);
    expect(page.button('Would this have alerted?')).toBeTruthy();
    const link = page.element.querySelector('app-replay-panel a');
    expect(link?.getAttribute('href')).toBe(`/alerts/${idOf(50)}`);
    expect(await breaches(page.element)).toEqual([]);
    expect(panel()).not.toContain('have changed since');
    await (await field(page, 'Failed checks before down')).setValue('5');
    expect(panel()).toContain('The thresholds have changed since.');
    await (await field(page, 'Failed checks before down')).setValue('99');
    expect(panel()).toContain('Correct the thresholds first.');
  });

  it('say who is told if it goes down, by its tags, by all targets and by what is typed', async () => {
    const slack = aChannel({ id: idOf(61), kind: 'slack', name: 'ops' });
    const step = { afterMinutes: 10, channelIds: [slack.id] };
    const api = fakeApi({
      targets: { get: () => aTarget({ tags: ['prod'] }) },
      channels: { list: () => ({ items: [aChannel(), slack] }) },
      policies: {
        get: () => ({
          defaults: { ...NO_POLICY, channelIds: [aChannel().id] },
          byTag: [{ ...NO_POLICY, tag: 'prod', escalation: [step] }],
        }),
      },
    });
    const page = await open(api);
    const line = page.element.querySelector('app-telling-line')!;
    await eventually(() =>
      expect(line.textContent.replaceAll(/\s+/g, ' ')).toContain(
        'If it goes down now: On call at once, after 10 min ops unless somebody acknowledges it',
      ),
    );
    expect(page.text()).toMatch(/Default: On call/);
    expect(page.text()).toMatch(/Tag prod: after 10.min ops/);
    const tags = await page.loader.getHarness(MatChipGridHarness);
    await (await tags.getRows())[0]?.remove();
    await eventually(() => expect(line.textContent).not.toContain('ops'));
  });

  it('take a parent by its name, and say what is wrong with it at its field', async () => {
    const router = aTarget({ id: idOf(3), name: 'Router' });
    const update = vi.fn((input: { parentId?: string | null | undefined }) => {
      if (input.parentId === undefined) return aTarget();
      const message = 'The parent depends on this target: choose another one.';
      throw refusal({ message, issues: [{ path: 'parentId', message }] });
    });
    const list = () => ({ items: [aTarget(), router], nextCursor: null, counts: countsOf([]) });
    const page = await open(serving({ update, list, many: () => ({ items: [router] }) }));
    const find = await page.loader.getHarness(
      MatAutocompleteHarness.with({ ancestor: 'app-targets-field' }),
    );
    await find.focus();
    await eventually(async () => expect(await find.getOptions()).toHaveLength(1));
    await find.selectOption({ text: /Router/ });
    page.button('Save').click();
    await eventually(() => expect(update).toHaveBeenCalledWith({ id: idOf(1), parentId: idOf(3) }));
    await eventually(() =>
      expect(page.element.querySelector('app-targets-field mat-error')?.textContent).toContain(
        'choose another one',
      ),
    );
  });

  it('leave alone what was changed elsewhere while they were open', async () => {
    const update = vi.fn(() => aTarget({ name: 'Renamed elsewhere', tags: ['new'] }));
    const api = serving({ update });
    const page = await open(api);
    api.live.push({ type: 'target', target: aTarget({ name: 'Renamed elsewhere' }) });
    const tags = await page.loader.getHarness(MatChipGridHarness);
    await (await tags.getRows())[0]?.remove();
    const line = page.element.querySelector<HTMLInputElement>('app-tags-field input')!;
    line.focus();
    line.value = 'new';
    line.dispatchEvent(new Event('input'));
    line.blur();
    await page.stable();
    page.button('Save').click();
    await eventually(() => expect(update).toHaveBeenCalledWith({ id: idOf(1), tags: ['new'] }));
    expect(await (await field(page, 'Name')).getValue()).toBe('Renamed elsewhere');
  });

  it('ask before they are left with edits, and not without', async () => {
    const page = await open(serving());
    const router = TestBed.inject(Router);
    const leave = () => router.navigateByUrl('/import');
    await (await field(page, 'Name')).setValue('Store');
    const stayed = leave();
    // No harness: it would wait for the end of the navigation, which waits for an answer.
    const dialog = await eventually(() => {
      const found = document.querySelector('mat-dialog-container');
      expect(found?.textContent).toContain('Leave without saving?');
      return found;
    });
    dialog?.querySelector<HTMLElement>('[mat-dialog-close]')?.click();
    expect(await stayed).toBe(false);
    expect(await (await field(page, 'Name')).getValue()).toBe('Store');
    await (await field(page, 'Name')).setValue('Shop');
    expect(await leave()).toBe(true);
  });

  it('say what is wrong at the field, and send nothing', async () => {
    const update = vi.fn(() => aTarget());
    const page = await open(serving({ update }));
    const deadline = await field(page, 'Timeout');
    await deadline.setValue('5');
    await deadline.blur();
    expect(page.text()).toContain('At least 1000.');
    page.button('Save').click();
    await page.stable();
    expect(update).not.toHaveBeenCalled();
    expect(await deadline.isFocused()).toBe(true);
  });

  it('say what is wrong with a figure that cannot be read', async () => {
    const update = vi.fn(() => aTarget());
    const page = await open(serving({ update }));
    const slow = await (await field(page, 'Slow from')).host();
    const input = page.element.querySelector<HTMLInputElement>(
      `#${await slow.getAttribute('id')}`,
    )!;
    // A browser says so of a text such as 5e, whose value it does not tell.
    Object.defineProperty(input, 'validity', { value: { badInput: true } });
    await slow.dispatchEvent('input');
    page.button('Save').click();
    await page.stable();
    expect(update).not.toHaveBeenCalled();
    expect(page.text()).toContain('Enter a whole number.');
  });

  it('put what the server refuses at its field, and keep what was typed', async () => {
    const page = await open(
      serving({
        update: () => {
          const issues = [{ path: 'request.headers.X-Key', message: 'Not this header.' }];
          throw refusal({ message: 'Not this header.', issues });
        },
      }),
    );
    const headers = await field(page, 'Headers');
    await headers.setValue('X-Key: 1');
    page.button('Save').click();
    await eventually(() =>
      expect(page.element.querySelector('app-request-fields mat-error')?.textContent).toBe(
        'Not this header.',
      ),
    );
    expect(await headers.getValue()).toBe('X-Key: 1');
  });

  it('are not overwritten by live events while somebody types', async () => {
    const api = serving();
    const page = await open(api);
    const name = await field(page, 'Name');
    await name.setValue('Half typed');
    api.live.push({ type: 'target', target: aTarget({ name: 'Renamed elsewhere' }) });
    await page.stable();
    expect(await name.getValue()).toBe('Half typed');
    expect(page.element.querySelector('h1')?.textContent).toBe('Renamed elsewhere');
    page.button('Undo changes').click();
    await page.stable();
    expect(await name.getValue()).toBe('Renamed elsewhere');
  });
});
