import { MatDialogHarness } from '@angular/material/dialog/testing';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../../testing/axe';
import { eventually } from '../../../testing/eventually';
import { fakeApi } from '../../../testing/fake-api';
import { openPage, type OpenPage } from '../../../testing/open-page';
import { aTarget, countsOf, idOf } from '../../../testing/samples';
import { Shortcuts } from '../shortcuts';
import { choicesFor, wishOf } from './choices';

const SHOP = { id: idOf(1), name: 'Shop', url: 'https://shop.example.com/' };

describe('what a text asks for', () => {
  it.each([
    ['shop', null, 'shop'],
    ['check shop', 'check', 'shop'],
    ['  MUTE  my shop ', 'mute', 'my shop'],
    ['checkout', null, 'checkout'],
    ['pause', null, 'pause'],
  ])('%j', (text, action, search) => {
    const wish = wishOf(text);
    expect([wish.verb?.action ?? null, wish.search]).toEqual([action, search]);
  });

  it('is offered: pages at first, targets before pages, and with a verb only what it is done to', () => {
    expect(choicesFor('', []).map(({ text }) => text)).toContain('Overview');
    expect(choicesFor('s', [SHOP])[0]).toMatchObject({ text: 'Shop', url: `/targets/${idOf(1)}` });
    expect(choicesFor('alerts', [])).toMatchObject([{ does: 'open', url: '/alerts' }]);
    expect(choicesFor('check shop', [SHOP])).toMatchObject([
      { does: 'act', action: 'check', text: 'Check Shop' },
    ]);
  });
});

describe('the field that goes everywhere', () => {
  const open = async (targets: Parameters<typeof fakeApi>[0] = {}): Promise<OpenPage> => {
    const page = await openPage('/', fakeApi(targets));
    TestBed.inject(Shortcuts);
    const key = new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true });
    document.body.dispatchEvent(key);
    await eventually(() => page.loader.getHarness(MatDialogHarness));
    return page;
  };
  const field = (): HTMLInputElement => document.querySelector('app-palette input')!;
  const type = (text: string): void => {
    field().value = text;
    field().dispatchEvent(new Event('input'));
  };
  const press = (key: string): void => {
    field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  };
  const active = (): string => {
    const id = field().getAttribute('aria-activedescendant') ?? '';
    return document.getElementById(id)?.textContent.trim() ?? '';
  };

  it('opens with Ctrl-K, leads to a page by the keyboard, and is read by screen readers', async () => {
    const page = await open();
    expect(await breaches(document.querySelector('mat-dialog-container')!)).toEqual([]);
    expect(active()).toContain('Overview');
    press('ArrowDown');
    await eventually(() => expect(active()).toContain('Alerts'));
    press('ArrowUp');
    press('ArrowUp');
    await eventually(() => expect(active()).toContain('Keyboard shortcuts'));
    type('expir');
    await eventually(() => expect(active()).toContain('Expiring'));
    press('Enter');
    await eventually(() => expect(TestBed.inject(Router).url).toBe('/expiring'));
    await page.stable();
    expect(document.querySelector('app-palette')).toBeNull();
  });

  it('does what is asked to the target that it finds', async () => {
    const checkNow = vi.fn(() => aTarget());
    const list = ({ search = '' } = {}) => ({
      items: search === 'shop' ? [aTarget()] : [],
      nextCursor: null,
      counts: countsOf([aTarget()]),
    });
    await open({ targets: { list, checkNow, get: () => aTarget() } });
    type('check shop');
    await eventually(() => expect(active()).toContain('Check Shop'));
    press('Enter');
    await eventually(() => expect(checkNow).toHaveBeenCalledWith({ id: idOf(1) }));
  });

  it('says when nothing matches', async () => {
    await open();
    type('nowhere at all');
    await eventually(() =>
      expect(document.querySelector('app-palette')?.textContent).toContain('Nothing matches.'),
    );
  });
});
