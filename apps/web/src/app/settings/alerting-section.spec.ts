import { MatDialogHarness } from '@angular/material/dialog/testing';
import { MatExpansionPanelHarness } from '@angular/material/expansion/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { MatSelectHarness } from '@angular/material/select/testing';
import type { Policies } from '@app/domain/alerting';
import { NO_POLICY } from '@app/domain/alerting';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { fakeApi, type Handlers, refusal } from '../../testing/fake-api';
import { openPage, type OpenPage } from '../../testing/open-page';
import { aChannel, idOf } from '../../testing/samples';

const mail = aChannel();
const slack = aChannel({ id: idOf(61), kind: 'slack', name: 'ops' });

const open = (handlers: Handlers): Promise<OpenPage> =>
  openPage(
    '/settings',
    fakeApi({ channels: { list: () => ({ items: [mail, slack] }) }, ...handlers }),
  );

const answering = (policies: Policies): Handlers => ({ policies: { get: () => policies } });

const selectAt = async (page: OpenPage, label: string): Promise<MatSelectHarness> => {
  const fields = await page.loader.getAllHarnesses(MatSelectHarness);
  for (const field of fields) {
    const id = await (await field.host()).getAttribute('aria-labelledby');
    const words = (id ?? '')
      .split(' ')
      .map((one) => document.getElementById(one)?.textContent ?? '')
      .join(' ');
    if (words.includes(label)) return field;
  }
  throw new Error(`There is no choice “${label}”.`);
};

const choose = async (page: OpenPage, label: string, text: string | RegExp): Promise<void> => {
  const select = await selectAt(page, label);
  await select.open();
  await select.clickOptions({ text });
  await select.close();
};

describe('who is told of what, in the settings', () => {
  it('says what holds while nothing is decided', async () => {
    const page = await open({});
    await eventually(() => expect(page.text()).toContain('All targets'));
    expect(await (await selectAt(page, 'Channels')).getValueText()).toBe('Every enabled channel');
    expect(await (await selectAt(page, 'Kinds of alert')).getValueText()).toBe('Every kind');
    const reminders = await selectAt(page, 'Reminders while it is down');
    expect(await reminders.getValueText()).toMatch(/Every (60.min|1.h), at most 24 times/);
    const further = await selectAt(page, 'If nobody acknowledges it');
    expect(await further.getValueText()).toBe('Nobody else');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('saves channels, severity, reminders and steps for all targets', async () => {
    const update = vi.fn((input: Partial<Policies>) => ({
      defaults: { ...NO_POLICY, ...input.defaults },
      byTag: [],
    }));
    const page = await open({
      policies: { get: () => ({ defaults: NO_POLICY, byTag: [] }), update: update as never },
    });
    await eventually(() => expect(page.text()).toContain('All targets'));
    await choose(page, 'Channels', 'These channels');
    await choose(page, 'These channels', 'On call');
    await choose(page, 'Severity at least', 'High');
    await choose(page, 'Reminders while it is down', 'Own times');
    await (
      await page.loader.getHarness(MatInputHarness.with({ label: 'Remind every' }))
    ).setValue('30');
    await choose(page, 'If nobody acknowledges it', 'These steps');
    page.button('Add a step').click();
    await page.stable();
    page.button('Save').click();
    await eventually(() => expect(page.text()).toContain('Choose a channel.'));
    expect(update).not.toHaveBeenCalled();
    await choose(page, 'Also tell', 'ops');
    page.button('Save').click();
    await eventually(() =>
      expect(update).toHaveBeenCalledWith({
        shown: { defaults: NO_POLICY, byTag: [] },
        defaults: {
          channelIds: [mail.id],
          kinds: null,
          minimumSeverity: 'high',
          reminders: { everyMinutes: 30, growing: false, atMost: 24 },
          escalation: [{ afterMinutes: 10, channelIds: [slack.id] }],
        },
        byTag: [],
      }),
    );
    expect(await breaches(page.element)).toEqual([]);
  });

  it('shows of a tag what it decides, and what it leaves to all targets', async () => {
    const defaults = { ...NO_POLICY, channelIds: [mail.id] };
    const byTag = [
      { ...NO_POLICY, tag: 'prod', escalation: [{ afterMinutes: 15, channelIds: [slack.id] }] },
    ];
    const page = await open(answering({ defaults, byTag }));
    const panel = await page.loader.getHarness(MatExpansionPanelHarness);
    expect(await panel.getTitle()).toBe('prod');
    expect(await panel.getDescription()).toMatch(/^After 15.min ops$/);
    await panel.expand();
    const [channels] = await panel.getAllHarnesses(MatSelectHarness);
    expect(await channels?.getValueText()).toBe('Default: On call');
  });

  it('adds and removes rules of a tag', async () => {
    const update = vi.fn(() => ({ defaults: NO_POLICY, byTag: [] }));
    const page = await open({
      policies: { get: () => ({ defaults: NO_POLICY, byTag: [] }), update },
    });
    const line = await page.loader.getHarness(
      MatInputHarness.with({ label: 'Add rules for a tag' }),
    );
    await line.setValue('night');
    page.button('Add').click();
    const panel = await page.loader.getHarness(MatExpansionPanelHarness);
    expect(await panel.isExpanded()).toBe(true);
    page.button('Save').click();
    await eventually(() =>
      expect(update).toHaveBeenLastCalledWith(
        expect.objectContaining({ byTag: [{ tag: 'night', ...NO_POLICY }] }),
      ),
    );
    await eventually(async () =>
      expect(await page.loader.getAllHarnesses(MatExpansionPanelHarness)).toHaveLength(0),
    );
  });

  it('removes rules of one tag of several, and brings them back', async () => {
    const byTag = ['prod', 'lab', 'shop'].map((tag) => ({ ...NO_POLICY, tag }));
    const page = await open(answering({ defaults: NO_POLICY, byTag }));
    const tags = async (): Promise<(string | null)[]> => {
      const panels = await page.loader.getAllHarnesses(MatExpansionPanelHarness);
      return Promise.all(panels.map((panel) => panel.getTitle()));
    };
    const [first] = await page.loader.getAllHarnesses(MatExpansionPanelHarness);
    await first?.expand();
    page.button('Remove the rules for prod').click();
    await page.stable();
    expect(await tags()).toEqual(['lab', 'shop']);
    page.button('Undo changes').click();
    await page.stable();
    expect(await tags()).toEqual(['prod', 'lab', 'shop']);
  });

  it('puts what the server refuses at its field, and keeps what was typed', async () => {
    const update = () => {
      const issues = [{ path: 'channelIds', message: 'There is no such channel.' }];
      throw refusal({ message: 'There is no such channel.', issues });
    };
    const page = await open({
      policies: { get: () => ({ defaults: NO_POLICY, byTag: [] }), update },
    });
    await choose(page, 'Severity at least', 'High');
    page.button('Save').click();
    await eventually(() => expect(page.text()).toContain('There is no such channel.'));
    expect(await (await selectAt(page, 'Severity at least')).getValueText()).toBe('High');
  });

  it('asks before it is left with edits, and does not lose them to changes elsewhere', async () => {
    let defaults = NO_POLICY;
    const api = fakeApi({ policies: { get: () => ({ defaults, byTag: [] }) } });
    const page = await openPage('/settings', api);
    await choose(page, 'Severity at least', 'High');
    defaults = { ...NO_POLICY, minimumSeverity: 'critical' };
    api.live.push({ type: 'rules' });
    await page.stable();
    expect(await (await selectAt(page, 'Severity at least')).getValueText()).toBe('High');
    const stayed = TestBed.inject(Router).navigateByUrl('/import');
    const dialog = await eventually(() => {
      const found = document.querySelector('mat-dialog-container');
      expect(found?.textContent).toContain('Leave without saving?');
      return found;
    });
    dialog?.querySelector<HTMLElement>('[mat-dialog-close]')?.click();
    expect(await stayed).toBe(false);
    page.button('Undo changes').click();
    await page.stable();
    expect(await (await selectAt(page, 'Severity at least')).getValueText()).toBe('Critical');
    expect(await page.loader.getAllHarnesses(MatDialogHarness)).toHaveLength(0);
  });
});
