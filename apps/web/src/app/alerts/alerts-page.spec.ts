import { MatButtonHarness } from '@angular/material/button/testing';
import { MatButtonToggleHarness } from '@angular/material/button-toggle/testing';
import { MatDialogHarness } from '@angular/material/dialog/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import type { AlertWithDeliveries } from '@app/domain';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../testing/axe';
import { eventually } from '../../testing/eventually';
import { type FakeApi, fakeApi, type Handlers, refusal } from '../../testing/fake-api';
import { openPage } from '../../testing/open-page';
import { aDelivery, alertPage, anAlert, idOf, minutesAgo } from '../../testing/samples';

const resolved = anAlert({
  id: idOf(51),
  targetName: 'Blog',
  state: 'resolved',
  resolution: 'recovered',
  resolvedAt: minutesAgo(1),
  openedAt: minutesAgo(2),
});

const serving = (alerts: Handlers['alerts'] = {}): FakeApi =>
  fakeApi({
    alerts: {
      list: ({ state } = {}) =>
        state === 'open' ? alertPage(anAlert()) : alertPage(resolved, anAlert()),
      get: () => ({
        ...anAlert(),
        deliveries: [
          aDelivery(),
          aDelivery({
            id: idOf(81),
            channelKind: 'slack',
            channelName: 'ops',
            state: 'dead',
            attempts: [{ at: minutesAgo(1), outcome: 'dead', detail: 'Slack answered 404.' }],
          }),
        ],
        goneTargetIds: [],
        story: [],
        leftOut: [],
      }),
      ...alerts,
    },
    deliveries: { redrive: () => aDelivery({ state: 'pending' }) },
  });

const names = (element: HTMLElement): (string | null)[] =>
  [...element.querySelectorAll('app-alert-line .name')].map(({ textContent }) => textContent);

describe('the alerts page', () => {
  it('shows open alerts first, as sentences, with who was told', async () => {
    const page = await openPage('/alerts', serving());
    expect(names(page.element)).toEqual(['Payments', 'Blog']);
    expect(page.text()).toMatch(
      /Payments is down: Refused: nothing listens on port 443. since .*, for 14.min/,
    );
    expect(page.text()).toMatch(/Blog was down: .* recovered after/);
    await eventually(() => expect(page.text()).toContain('Slack ops could not be delivered'));
    expect(page.text()).toContain('E-mail On call sent');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('shows no open alert before it is known who was told, so that none grows', async () => {
    const answer = Promise.withResolvers<AlertWithDeliveries>();
    const get = vi.fn(() => answer.promise);
    const opening = openPage('/alerts', serving({ get }));
    await eventually(() => expect(get).toHaveBeenCalled());
    expect(document.querySelector('app-alert-card')).toBeNull();
    expect(document.querySelector('app-skeleton')).not.toBeNull();
    const told = { deliveries: [aDelivery()], goneTargetIds: [], story: [], leftOut: [] };
    answer.resolve({ ...anAlert(), ...told });
    const page = await opening;
    await eventually(() => expect(names(page.element)).toEqual(['Payments', 'Blog']));
    expect(page.text()).toContain('E-mail On call sent');
  });

  it('shows alerts of which nobody can say who was told', async () => {
    const get = () => {
      throw refusal({ message: 'Not now.' });
    };
    const page = await openPage('/alerts', serving({ get }));
    await eventually(() => expect(names(page.element)).toEqual(['Payments', 'Blog']));
    await eventually(() => expect(page.text()).toContain('Not now.'));
  });

  it('names the domain that an alert is about', async () => {
    const alert = anAlert({
      kind: 'domain',
      domain: 'example.com',
      targetName: 'example.com',
      reason: 'The registration ends in 5 days.',
    });
    const page = await openPage('/alerts', serving({ list: () => alertPage(alert) }));
    expect(page.text()).toContain('example.com registration ends: The registration ends in 5');
    expect(page.button('example.com').getAttribute('href')).toBe(`/targets/${idOf(2)}#domain`);
  });

  it('links to no target that is gone', async () => {
    const blog = { ...resolved, targetId: idOf(7) };
    const list = () => ({ ...alertPage(anAlert(), blog), goneTargetIds: [idOf(7)] });
    const api = serving({ list });
    const page = await openPage('/alerts', api);
    const links = (): (string | null)[] =>
      [...page.element.querySelectorAll('app-alert-line a')].map(({ textContent }) => textContent);
    expect(names(page.element)).toEqual(['Payments', 'Blog']);
    expect(links()).toEqual(['Payments']);
    api.live.push({ type: 'removed', targetId: idOf(2) });
    await page.stable();
    expect(names(page.element)).toEqual(['Payments', 'Blog']);
    expect(links()).toEqual([]);
  });

  it('narrows to open ones', async () => {
    const page = await openPage('/alerts', serving());
    await (await page.loader.getHarness(MatButtonToggleHarness.with({ text: 'Open' }))).check();
    await eventually(() => expect(names(page.element)).toEqual(['Payments']));
  });

  it('loads further pages as the end comes near', async () => {
    const list = ({ cursor }: { cursor?: string | undefined } = {}) =>
      cursor ? alertPage(resolved) : { ...alertPage(anAlert()), nextCursor: 'more' };
    const page = await openPage('/alerts', serving({ list }));
    await eventually(() => expect(names(page.element)).toEqual(['Payments', 'Blog']));
  });

  it('acknowledges with a note', async () => {
    const acknowledge = vi.fn(() =>
      anAlert({ state: 'resolved', resolution: 'acknowledged', resolvedAt: new Date() }),
    );
    const page = await openPage('/alerts', serving({ acknowledge }));
    page.button('Acknowledge').click();
    const dialog = await page.loader.getHarness(MatDialogHarness);
    await (await dialog.getHarness(MatInputHarness)).setValue('On it');
    await (await dialog.getHarness(MatButtonHarness.with({ text: 'Acknowledge' }))).click();
    await eventually(() =>
      expect(acknowledge).toHaveBeenCalledWith({ id: idOf(50), note: 'On it' }),
    );
  });

  it('keeps the note when the server refuses', async () => {
    const acknowledge = () => {
      throw refusal({ code: 'PRECONDITION_FAILED', message: 'This alert is resolved already.' });
    };
    const page = await openPage('/alerts', serving({ acknowledge }));
    page.button('Acknowledge').click();
    const dialog = await page.loader.getHarness(MatDialogHarness);
    const note = await dialog.getHarness(MatInputHarness);
    await note.setValue('On it');
    await (await dialog.getHarness(MatButtonHarness.with({ text: 'Acknowledge' }))).click();
    await eventually(async () =>
      expect(await dialog.getContentText()).toContain('resolved already'),
    );
    expect(await note.getValue()).toBe('On it');
  });

  it('shows a new alert without reload', async () => {
    const api = serving();
    const page = await openPage('/alerts', api);
    api.live.push({
      type: 'alert',
      alert: anAlert({ id: idOf(99), targetName: 'Wiki', openedAt: new Date() }),
    });
    await page.stable();
    expect(names(page.element)).toEqual(['Wiki', 'Payments', 'Blog']);
  });

  it('sends again what could not be delivered', async () => {
    const api = serving();
    const page = await openPage('/alerts', api);
    await eventually(() => expect(page.text()).toContain('Send again'));
    page.button('Send again').click();
    await eventually(() =>
      expect(api.calls).toContainEqual({ path: 'deliveries.redrive', input: { id: idOf(81) } }),
    );
  });

  it('says that nothing is wrong', async () => {
    const page = await openPage('/alerts', fakeApi());
    expect(page.text()).toContain('No alerts so far');
  });
});
