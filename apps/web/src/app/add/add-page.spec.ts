import { Router } from '@angular/router';
import { TestBed } from '@angular/core/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { NO_PHASES, type ProbeView } from '@app/domain';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { fakeApi, type Handlers, refusal } from '../../testing/fake-api';
import { openPage, type OpenPage } from '../../testing/open-page';
import { aTarget, idOf } from '../../testing/samples';

const answer = (change: Partial<ProbeView> = {}): ProbeView => ({
  outcome: 'ok',
  statusCode: 200,
  latencyMs: 84,
  phases: NO_PHASES,
  address: '192.0.2.7',
  attempts: 1,
  failure: null,
  ...change,
});

const open = (targets: Handlers['targets']): Promise<OpenPage> =>
  openPage('/add', fakeApi({ targets: { probe: () => answer(), ...targets } }));

const field = (page: OpenPage, label: RegExp): Promise<MatInputHarness> =>
  page.loader.getHarness(MatInputHarness.with({ label }));

describe('the page that adds a target', () => {
  it('says nothing of an address while another one is typed', async () => {
    const page = await open({});
    const type = (text: string): void => {
      const input = page.element.querySelector<HTMLInputElement>('input[type=url]')!;
      input.value = text;
      input.dispatchEvent(new Event('input'));
    };
    type('https://shop.example.com/');
    const verdict = page.element.querySelector('app-probe-verdict')!;
    await eventually(() => expect(verdict.textContent).toContain('Answers 200'));
    type('https://shop.example.com/other');
    await page.stable();
    expect(verdict.textContent.trim()).toBe('');
  });

  it('says what is set without being asked', async () => {
    const page = await open({});
    expect(page.text()).toMatch(/Checked every 5.min with GET, good when it answers 200-399/);
    expect(await breaches(page.element)).toEqual([]);
  });

  it('tries the address once typing pauses, and fills in the name', async () => {
    const probe = vi.fn(() => answer());
    const page = await open({ probe });
    await (await field(page, /Address/)).setValue('https://www.example.com/');
    await eventually(() => expect(page.text()).toMatch(/Answers 200 in 84.ms/));
    expect(probe).toHaveBeenCalledTimes(1);
    expect(await (await field(page, /Name/)).getValue()).toBe('example.com');
  });

  it('leaves a name alone that somebody gave', async () => {
    const page = await open({});
    await (await field(page, /Name/)).setValue('My shop');
    await (await field(page, /Address/)).setValue('https://example.com/');
    expect(await (await field(page, /Name/)).getValue()).toBe('My shop');
  });

  it('says why an address does not answer, and adds it all the same', async () => {
    const failure = {
      class: 'refused' as const,
      code: null,
      message: 'Refused: nothing listens on port 8080.',
    };
    const create = vi.fn(() => aTarget());
    const page = await open({ probe: () => answer({ outcome: 'failed', failure }), create });
    const url = await field(page, /Address/);
    await url.setValue('http://localhost:8080/');
    await url.blur();
    await eventually(() =>
      expect(page.text()).toContain('nothing listens on port 8080. You can add it'),
    );
    page.button('Add target').click();
    await eventually(() => expect(create).toHaveBeenCalled());
    await eventually(() => expect(TestBed.inject(Router).url).toBe(`/targets/${idOf(1)}`));
  });

  it('puts what the server refuses at the address, and keeps it', async () => {
    const page = await open({
      create: () => {
        const issues = [{ path: 'url', message: 'Write a full address.' }];
        throw refusal({ message: 'Write a full address.', issues });
      },
    });
    const url = await field(page, /Address/);
    await url.setValue('jane@example.com');
    page.button('Add target').click();
    await eventually(() =>
      expect(page.element.querySelector('mat-error')?.textContent).toBe('Write a full address.'),
    );
    expect(await url.getValue()).toBe('jane@example.com');
  });

  it('names the target that watches an address already, leads there, and offers to watch it twice', async () => {
    const create = vi.fn(({ allowDuplicate }: { allowDuplicate?: boolean | undefined }) => {
      if (allowDuplicate) return aTarget();
      const message = 'This url is already watched as Shop.';
      throw refusal({
        code: 'CONFLICT',
        message,
        issues: [{ path: 'url', message }],
        target: { id: idOf(1), name: 'Shop' },
      });
    });
    const page = await open({ create });
    await (await field(page, /Address/)).setValue('https://shop.example.com/');
    page.button('Add target').click();
    await eventually(() => expect(page.text()).toContain('already watched as Shop.'));
    expect(page.button('Show Shop').getAttribute('href')).toBe(`/targets/${idOf(1)}`);
    page.button('Add it anyway').click();
    await eventually(() => expect(create).toHaveBeenCalledTimes(2));
  });

  it('makes an address of a bare name, once typing pauses', async () => {
    const page = await open({});
    const url = await field(page, /Address/);
    await url.setValue('example.org');
    await eventually(() =>
      expect(page.text()).toMatch(/https:..example.org.: Answers 200 in 84.ms/),
    );
    expect(await (await field(page, /Name/)).getValue()).toBe('example.org');
    expect(await url.getValue()).toBe('example.org');
    await url.blur();
    await eventually(async () => expect(await url.getValue()).toBe('https://example.org/'));
  });

  it('takes http where only that answers, and adds that', async () => {
    const failure = { class: 'refused' as const, code: null, message: 'Refused.' };
    const probe = ({ url }: { url: string }) =>
      url.startsWith('https:') ? answer({ outcome: 'failed', failure }) : answer();
    const create = vi.fn(() => aTarget());
    const page = await open({ probe, create });
    await (await field(page, /Address/)).setValue('localhost:8080/health');
    page.button('Add target').click();
    await eventually(() =>
      expect(create).toHaveBeenCalledWith(
        expect.objectContaining({ url: 'http://localhost:8080/health' }),
      ),
    );
  });

  it('takes https where nothing answers, and says why', async () => {
    const probe = ({ url }: { url: string }) =>
      answer({
        outcome: 'failed',
        failure: { class: 'refused', code: null, message: `Refused ${url.slice(0, 5)}.` },
      });
    const create = vi.fn(() => aTarget());
    const page = await open({ probe, create });
    await (await field(page, /Address/)).setValue('example.org');
    await eventually(() => expect(page.text()).toContain('Refused https'));
    page.button('Add target').click();
    await eventually(() =>
      expect(create).toHaveBeenCalledWith(expect.objectContaining({ url: 'https://example.org/' })),
    );
  });

  it('watches the domain alone where that is meant', async () => {
    const create = vi.fn(() => aTarget());
    const page = await open({ create });
    const url = await field(page, /Address/);
    await url.setValue('www.Example.org');
    page.button('Watch the domain only').click();
    await eventually(async () => expect(await url.getValue()).toBe('domain:example.org'));
    expect(page.text()).toContain('Its registration is looked up once a day.');
    expect(page.text()).not.toContain('Status codes');
    expect(await (await field(page, /Name/)).getValue()).toBe('example.org');
    expect(await breaches(page.element)).toEqual([]);
    page.button('Add target').click();
    await eventually(() => expect(create).toHaveBeenCalled());
    expect(create).toHaveBeenCalledWith({
      url: 'domain:example.org',
      name: 'example.org',
      tags: [],
      thresholds: { domainDays: 14 },
      alerting: {
        channelIds: null,
        kinds: null,
        minimumSeverity: null,
        reminders: null,
        escalation: null,
      },
      parentId: null,
      dnsWatch: { records: [], notify: false },
      runbook: { note: null, url: null },
    });
  });

  it('asks for an address before it sends anything', async () => {
    const create = vi.fn(() => aTarget());
    const page = await open({ create });
    page.button('Add target').click();
    await eventually(() => expect(page.text()).toContain('Enter the address to watch.'));
    expect(create).not.toHaveBeenCalled();
  });
});
