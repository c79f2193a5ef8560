import { MatButtonHarness } from '@angular/material/button/testing';
import { MatDialogHarness } from '@angular/material/dialog/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { MatSelectHarness } from '@angular/material/select/testing';
import { Title } from '@angular/platform-browser';
import { TestBed } from '@angular/core/testing';
import type { AlertWithDeliveries } from '@app/domain';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { type FakeApi, fakeApi, type Handlers, refusal } from '../../testing/fake-api';
import { openPage } from '../../testing/open-page';
import { aDelivery, anAlert, idOf, minutesAgo } from '../../testing/samples';

const failure = { class: 'refused', code: null, message: 'Refused: nothing listens.' } as const;
const checkOf = (minutes: number, place: string) => ({
  ...{ is: 'check' as const, at: minutesAgo(minutes), outcome: 'failed' as const, failure },
  ...{ statusCode: null, address: '192.0.2.7', place },
});

const dead = aDelivery({
  id: idOf(81),
  channelKind: 'slack',
  channelName: 'ops',
  state: 'dead',
  attempts: [{ at: minutesAgo(12), outcome: 'dead', detail: 'Slack answered 404.' }],
});

const story = (change: Partial<AlertWithDeliveries> = {}): AlertWithDeliveries => ({
  ...anAlert({ places: ['fra', 'hel'] }),
  deliveries: [aDelivery(), dead],
  goneTargetIds: [],
  story: [
    { ...checkOf(14, 'fra'), origin: 'scheduled' },
    { ...checkOf(13, 'hel'), origin: 'confirmation' },
    { is: 'opened', at: minutesAgo(13), severity: 'critical', places: ['fra', 'hel'] },
    {
      ...{ is: 'told', at: minutesAgo(13), event: 'opened', why: 'planned' },
      deliveryIds: [idOf(80), idOf(81)],
    },
  ],
  leftOut: [
    { channel: { id: idOf(61), kind: 'webhook', name: 'Pager' }, why: 'off', until: null },
    { channel: null, why: 'mute', until: new Date(Date.now() + 3_600_000) },
  ],
  ...change,
});

const serving = (alerts: Handlers['alerts'] = {}): FakeApi =>
  fakeApi({
    alerts: { get: () => story(), acknowledge: () => story(acknowledged), ...alerts },
    deliveries: {
      redrive: () => aDelivery({ state: 'pending' }),
      dismiss: () => ({ dismissed: 1 }),
    },
  });
const path = `/alerts/${idOf(50)}`;

const acknowledged: Partial<AlertWithDeliveries> = {
  ...{ state: 'resolved', resolution: 'acknowledged', resolvedAt: minutesAgo(5) },
  ...{ acknowledgedAt: minutesAgo(5), acknowledgedNote: 'Calling the provider' },
  acknowledgedBy: { kind: 'person', address: '192.0.2.99' },
};

describe('the page of an alert', () => {
  it('says at once what is wrong, since when, and for how long', async () => {
    const page = await openPage(path, serving());
    expect(page.element.querySelector('h1')?.textContent).toBe('Payments is down');
    expect(page.element.querySelector('.state')?.textContent).toBe('Open');
    expect(page.text()).toMatch(/Since .*, for 14.min/);
    expect(page.text()).toContain('Seen from fra, hel.');
    expect(TestBed.inject(Title).getTitle()).toContain('Payments is down');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('tells what happened in order, with the evidence and who was told', async () => {
    const page = await openPage(path, serving());
    const titles = [...page.element.querySelectorAll('app-alert-story .title')];
    expect(titles.map(({ textContent }) => textContent)).toEqual([
      'Check failed from fra',
      'Confirmed: failed again from hel',
      'Alert opened, critical',
      'Notified',
    ]);
    expect(page.text()).toContain('Refused: nothing listens. (at 192.0.2.7)');
    expect(page.text()).toContain('E-mail On call sent');
    expect(page.text()).toContain('Slack answered 404.');
    expect(page.text()).toContain('It still goes on.');
  });

  it('says what to do where somebody wrote it down', async () => {
    const runbook = { note: 'Call Ann.', url: null };
    const page = await openPage(path, serving({ get: () => story({ runbook }) }));
    expect(page.element.querySelector('app-runbook-panel')?.textContent).toContain('Call Ann.');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('says nothing of what to do where nobody did', async () => {
    const page = await openPage(path, serving());
    expect(page.element.querySelector('app-runbook-panel section')).toBeNull();
  });

  it('tells of each time that it was taken on, and of how that ended', async () => {
    const by = { kind: 'person', address: '192.0.2.9' } as const;
    const told = story({
      story: [
        { is: 'acknowledged', at: minutesAgo(9), by, note: 'On it', until: minutesAgo(7) },
        { is: 'reopened', at: minutesAgo(7), by: null },
        { is: 'acknowledged', at: minutesAgo(6), by, note: null, until: null },
        { is: 'reopened', at: minutesAgo(5), by },
      ],
    });
    const page = await openPage(path, serving({ get: () => told }));
    const titles = [...page.element.querySelectorAll('app-alert-story .title')];
    expect(titles.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Acknowledged by 192\.0\.2\.9 until /),
      'Opened again: the acknowledgement expired',
      'Acknowledged by 192.0.2.9',
      'Opened again by 192.0.2.9',
    ]);
  });

  it('says who was not told, and why', async () => {
    const page = await openPage(path, serving());
    expect(page.text()).toContain('Webhook Pager: turned off');
    expect(page.text()).toMatch(/Everybody: muted until \d/);
  });

  it('tells how it ended', async () => {
    const endedAt = minutesAgo(2);
    const over = story({
      ...{ state: 'resolved', resolution: 'recovered', resolvedAt: endedAt },
      ...{ endedAt, ending: 'recovered', leftOut: [] },
      story: [{ is: 'ended', at: endedAt, ending: 'recovered', lastedMs: 720_000 }],
    });
    const page = await openPage(path, serving({ get: () => over }));
    expect(page.element.querySelector('h1')?.textContent).toBe('Payments was down');
    expect(page.element.querySelector('.state')?.textContent).toBe('Over');
    expect(page.element.querySelector('.since')?.textContent).toMatch(/, \d+.min\. Recovered$/);
    expect(page.text()).toMatch(/Recovered after 12.min/);
    expect(page.text()).not.toContain('It still goes on.');
  });

  it('acknowledges with a note for a time', async () => {
    const acknowledge = vi.fn(() => anAlert(acknowledged));
    const page = await openPage(path, serving({ acknowledge }));
    page.button('Acknowledge').click();
    const dialog = await page.loader.getHarness(MatDialogHarness);
    await (await dialog.getHarness(MatInputHarness)).setValue('On it');
    await (await dialog.getHarness(MatSelectHarness)).clickOptions({ text: 'in an hour' });
    await (await dialog.getHarness(MatButtonHarness.with({ text: 'Acknowledge' }))).click();
    await eventually(() => expect(acknowledge).toHaveBeenCalledOnce());
    expect(acknowledge).toHaveBeenCalledWith(
      expect.objectContaining({ id: idOf(50), note: 'On it', until: expect.any(Date) }),
    );
  });

  it('keeps whoever uses a keyboard at the button, taken on or opened again', async () => {
    let shown = story();
    const unacknowledge = (): AlertWithDeliveries => (shown = story());
    const page = await openPage(path, serving({ get: () => shown, unacknowledge }));
    const button = page.button('Acknowledge');
    button.focus();
    shown = story(acknowledged);
    button.click();
    const dialog = await page.loader.getHarness(MatDialogHarness);
    await (await dialog.getHarness(MatButtonHarness.with({ text: 'Acknowledge' }))).click();
    await eventually(() => expect(page.button('Reopen')).toBe(button));
    await eventually(() => expect(document.activeElement).toBe(button));
    button.click();
    await eventually(() => expect(page.button('Acknowledge')).toBe(button));
    expect(document.activeElement).toBe(button);
  });

  it('shows who took it on, and opens it again', async () => {
    const unacknowledge = vi.fn(() => anAlert());
    const page = await openPage(path, serving({ get: () => story(acknowledged), unacknowledge }));
    expect(page.element.querySelector('.state')?.textContent).toBe('Acknowledged');
    expect(page.text()).toMatch(/Acknowledged .*, by 192.0.2.99/);
    expect(page.text()).toContain('Calling the provider');
    page.button('Reopen').click();
    await eventually(() => expect(unacknowledge).toHaveBeenCalledWith({ id: idOf(50) }));
  });

  it('sends again what could not be delivered, or puts it away', async () => {
    const api = serving();
    const page = await openPage(path, api);
    page.button('Send again').click();
    await eventually(() =>
      expect(api.calls).toContainEqual({ path: 'deliveries.redrive', input: { id: idOf(81) } }),
    );
    page.button('Put away').click();
    await eventually(() =>
      expect(api.calls).toContainEqual({ path: 'deliveries.dismiss', input: { ids: [idOf(81)] } }),
    );
  });

  it('says that there is no such alert', async () => {
    const get = () => {
      throw refusal({ code: 'NOT_FOUND', message: 'There is no such alert.' });
    };
    const page = await openPage(path, serving({ get }));
    await eventually(() =>
      expect(page.element.querySelector('h1')?.textContent).toBe('There is no such alert'),
    );
    expect(TestBed.inject(Title).getTitle()).toContain('There is no such alert');
    expect(page.button('All alerts').getAttribute('href')).toBe('/alerts');
    expect(await breaches(page.element)).toEqual([]);
  });
});
