import { MatButtonHarness } from '@angular/material/button/testing';
import { MatDialogHarness } from '@angular/material/dialog/testing';
import { MatSelectHarness } from '@angular/material/select/testing';
import { TestBed } from '@angular/core/testing';
import { MatSnackBar } from '@angular/material/snack-bar';
import { MatSnackBarHarness } from '@angular/material/snack-bar/testing';
import type { BulkReport, BulkVerdict, Target } from '@app/domain';
import { describe, expect, it, vi } from 'vitest';
import { breaches } from '../../../testing/axe';
import { eventually } from '../../../testing/eventually';
import { fakeApi, type Handlers } from '../../../testing/fake-api';
import { openPage, type OpenPage } from '../../../testing/open-page';
import { aTarget, countsOf, idOf } from '../../../testing/samples';

const TARGETS = ['Shop', 'Blog', 'Wiki', 'Mail'].map((name, index) =>
  aTarget({ id: idOf(index + 1), name }),
);

const open = (targets: Handlers['targets'], all: Target[] = TARGETS): Promise<OpenPage> =>
  openPage(
    '/',
    fakeApi({
      targets: {
        list: () => ({ items: all, nextCursor: null, counts: countsOf(all) }),
        ...targets,
      },
    }),
  );

const boxes = (page: OpenPage): HTMLInputElement[] => [
  ...page.element.querySelectorAll<HTMLInputElement>('app-target-row input[type=checkbox]'),
];

const names = (page: OpenPage): (string | null)[] =>
  [...page.element.querySelectorAll('app-target-row a[data-row-link]')].map(
    ({ textContent }) => textContent,
  );

/** The bar comes with the first row that is chosen. */
const bar = (page: OpenPage): Promise<void> =>
  eventually(() => expect(page.element.querySelector('app-selection-bar')).not.toBeNull());

const click = async (page: OpenPage, at: number, shiftKey = false): Promise<void> => {
  boxes(page)[at]?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey }));
  await page.stable();
  await bar(page);
};

/** Does what is asked to each target; a change is of the interval. */
const answering = (verdict: (id: string) => Partial<BulkVerdict> = () => ({})) =>
  vi.fn(({ steps }: { steps: readonly { ids: readonly string[] }[] }): BulkReport => {
    const items = steps.flatMap(({ ids }) =>
      ids.map((id): BulkVerdict => {
        const name = TARGETS.find((target) => target.id === id)?.name ?? null;
        const undo = { do: 'resume' as const };
        return { id, name, outcome: 'done', message: null, changes: [], undo, ...verdict(id) };
      }),
    );
    const counts = { done: 0, same: 0, refused: 0, failed: 0 };
    for (const { outcome } of items) counts[outcome]++;
    return { items, counts };
  });

/** Ids of targets in a body. */
const idsIn = (text: string): string[] => text.match(/[\da-f]{24}/g) ?? [];

const dialogOf = (page: OpenPage): Promise<MatDialogHarness> =>
  page.loader.getHarness(MatDialogHarness);

const press = async (page: OpenPage, text: string | RegExp): Promise<void> => {
  const dialog = await dialogOf(page);
  const button = await dialog.getHarness(MatButtonHarness.with({ text }));
  await eventually(async () => expect(await button.isDisabled()).toBe(false));
  await button.click();
};

const snackOf = (page: OpenPage): Promise<MatSnackBarHarness> =>
  eventually(() => page.loader.getHarness(MatSnackBarHarness));

describe('a list that acts', () => {
  it('chooses rows one by one, in ranges, and all of them', async () => {
    const page = await open({});
    await click(page, 0);
    await click(page, 2, true);
    expect(page.text()).toContain('3 chosen');
    expect(boxes(page).map(({ checked }) => checked)).toEqual([true, true, true, false]);
    expect(await breaches(page.element)).toEqual([]);
    page.button('Choose all 4').click();
    await page.stable();
    expect(page.text()).toContain('4 chosen');
    page.button('Choose none').click();
    await page.stable();
    expect(page.element.querySelector('app-selection-bar')).toBeNull();
  });

  it('shows before it pauses who is paused already, and takes it back', async () => {
    const bulk = answering((id) => (id === idOf(2) ? { outcome: 'same', undo: null } : {}));
    const page = await open({ bulk });
    await click(page, 0);
    await click(page, 1, true);
    page.button('Pause…').click();
    const dialog = await dialogOf(page);
    await eventually(async () =>
      expect(await dialog.getText()).toContain('1 target to pause, 1 paused already.'),
    );
    expect(await breaches(document.querySelector('mat-dialog-container')!)).toEqual([]);
    const ids = [idOf(1), idOf(2)];
    const steps = [{ ids, action: { do: 'pause' } }];
    expect(bulk).toHaveBeenCalledExactlyOnceWith({ steps, dryRun: true });
    await press(page, 'Pause 1 target');
    const snack = await snackOf(page);
    expect(await snack.getMessage()).toBe('1 target paused');
    expect(bulk).toHaveBeenLastCalledWith({ steps });
    expect(page.element.querySelector('app-selection-bar')).toBeNull();
    await snack.dismissWithAction();
    await eventually(() =>
      expect(bulk).toHaveBeenLastCalledWith({
        steps: [{ ids: [idOf(1)], action: { do: 'resume' } }],
      }),
    );
  });

  it('says of a change what is different afterwards, and asks for something to change', async () => {
    const bulk = answering((id) =>
      id === idOf(4)
        ? { outcome: 'refused', message: 'This target watches a domain.', undo: null }
        : { changes: [{ field: 'intervalSeconds', before: 300, after: 60 }] },
    );
    const page = await open({ bulk });
    page.element.querySelector<HTMLElement>('.head input[type=checkbox]')?.click();
    await bar(page);
    page.button('Change…').click();
    const dialog = await dialogOf(page);
    expect(await dialog.getText()).toContain('Choose what to change.');
    const [interval] = await dialog.getAllHarnesses(MatSelectHarness);
    await interval?.open();
    await interval?.clickOptions({ text: /^1.min$/ });
    await eventually(async () => {
      const text = (await dialog.getText()).replaceAll(/\s+/g, ' ');
      expect(text).toMatch(/3 targets to change, 1 cannot\./);
      expect(text).toMatch(/Check every: 5 min → 1 min/);
      expect(text).toContain('This target watches a domain. Mail');
    });
    await press(page, 'Change 3 targets');
    expect(await (await snackOf(page)).getMessage()).toBe('3 targets changed');
    expect(bulk).toHaveBeenLastCalledWith({
      steps: [
        {
          ids: TARGETS.map(({ id }) => id),
          action: { do: 'change', change: { intervalSeconds: 60 } },
        },
      ],
    });
  });

  it('names who was left as it was by a fault', async () => {
    let isTrial = true;
    const bulk = answering((id) =>
      !isTrial && id === idOf(2) ? { outcome: 'failed', message: 'Try again.', undo: null } : {},
    );
    const page = await open({ bulk });
    await click(page, 0);
    await click(page, 1, true);
    page.button('Resume…').click();
    const dialog = await dialogOf(page);
    await eventually(() => expect(bulk).toHaveBeenCalled());
    isTrial = false;
    await press(page, /Resume 2/);
    await eventually(async () =>
      expect(await dialog.getText()).toContain('1 target was left as it is'),
    );
    expect(await dialog.getText()).toContain('Try again. Blog');
    await press(page, 'Close');
    expect(await (await snackOf(page)).getMessage()).toBe('1 target resumed');
  });

  it('removes nothing for as long as it can be undone', async () => {
    const bulk = answering();
    const page = await open({ bulk });
    await click(page, 1);
    page.button('Remove…').click();
    await press(page, 'Remove 1 target');
    expect(names(page)).toEqual(['Shop', 'Wiki', 'Mail']);
    expect(bulk).toHaveBeenCalledTimes(1);
    await (await snackOf(page)).dismissWithAction();
    await eventually(() => expect(names(page)).toEqual(['Shop', 'Blog', 'Wiki', 'Mail']));
    expect(bulk).toHaveBeenCalledTimes(1);
  });

  it('shows nothing again that was removed, and what could not be', async () => {
    const bulk = answering();
    const page = await open({ bulk });
    await click(page, 0);
    await click(page, 1, true);
    page.button('Remove…').click();
    await press(page, 'Remove 2 targets');
    expect(names(page)).toEqual(['Wiki', 'Mail']);
    bulk.mockImplementation(
      answering((id) => (id === idOf(2) ? { outcome: 'failed', message: 'Try again.' } : {})),
    );
    // What is told next takes the place of the offer to undo it.
    TestBed.inject(MatSnackBar).dismiss();
    await eventually(() => expect(names(page)).toEqual(['Blog', 'Wiki', 'Mail']));
    expect(await (await snackOf(page)).getMessage()).toBe('1 target was left as it is');
  });

  it('says what could not be undone', async () => {
    const bulk = answering();
    const page = await open({ bulk });
    await click(page, 0);
    await click(page, 1, true);
    page.button('Pause…').click();
    await press(page, 'Pause 2 targets');
    const snack = await snackOf(page);
    bulk.mockImplementation(
      answering((id) => (id === idOf(2) ? { outcome: 'failed', message: 'Try again.' } : {})),
    );
    await snack.dismissWithAction();
    await eventually(async () =>
      expect(await (await snackOf(page)).getMessage()).toBe('Undone for 1 target, not for 1'),
    );
  });

  it('removes in calls of a size that is taken when the page is closed', async () => {
    const many = Array.from({ length: 600 }, (_, index) =>
      aTarget({ id: idOf(index + 1), name: `Page ${String(index)}` }),
    );
    const sent: Blob[] = [];
    const value = (_: string, body: Blob): boolean => sent.push(body) > 0;
    Object.defineProperty(navigator, 'sendBeacon', { configurable: true, value });
    const page = await open({ bulk: answering() }, many);
    page.element.querySelector<HTMLElement>('.head input[type=checkbox]')?.click();
    await bar(page);
    page.button('Remove…').click();
    await press(page, 'Remove 600 targets');
    dispatchEvent(new Event('pagehide'));
    const bodies = await Promise.all(sent.map((blob) => blob.text()));
    const named = bodies.map((text) => idsIn(text).length);
    expect(named).toEqual([200, 200, 200]);
    Reflect.deleteProperty(navigator, 'sendBeacon');
    await (await snackOf(page)).dismissWithAction();
  });
});
