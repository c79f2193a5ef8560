import { inputBinding, outputBinding } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { expect, it, vi } from 'vitest';
import { breaches } from '../../../testing/axe';
import { StoryBars } from './story-bars';

const DAY_MS = 86_400_000;
const at = (day: number): Date => new Date(Date.UTC(2026, 2, 1) + day * DAY_MS);
const bars = Array.from({ length: 5 }, (_, i) => ({
  ...{ from: at(i), to: at(i + 1), tone: i === 2 ? ('down' as const) : ('up' as const) },
  text: `Day ${String(i)}`,
}));

async function show(span: { from: Date; to: Date } | null = null) {
  const picked = vi.fn();
  const fixture = TestBed.createComponent(StoryBars, {
    bindings: [
      inputBinding('bars', () => bars),
      inputBinding('label', () => 'Days'),
      inputBinding('hint', () => 'Click one'),
      inputBinding('span', () => span),
      outputBinding('picked', picked),
    ],
  });
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  const buttons = [...element.querySelectorAll('button')];
  return { element, buttons, picked, stable: () => fixture.whenStable() };
}

/** Moves a pointer that the bar where it went down has captured, as a browser does; each bar is 10 wide and 32 high. */
function dragging(buttons: HTMLElement[]) {
  let captured: HTMLElement | undefined;
  buttons.forEach((button, i) => {
    button.getBoundingClientRect = () => new DOMRect(i * 10, 0, 9, 32);
    button.setPointerCapture = vi.fn(() => {
      captured = button;
    });
  });
  return (type: string, bar: number, clientY = 16): void => {
    const on = captured ?? (clientY > 32 ? document.body : buttons[bar]!);
    const init = { bubbles: true, button: 0, pointerId: 1, clientX: bar * 10 + 4, clientY };
    on.dispatchEvent(new PointerEvent(type, init));
  };
}

it('says of each bar what it stands for, and marks those of the time that is shown', async () => {
  const { element, buttons } = await show({ from: at(1), to: at(3) });
  expect(buttons.map((button) => button.getAttribute('aria-label'))).toEqual(
    bars.map(({ text }) => text),
  );
  const pressed = buttons.map((button) => button.getAttribute('aria-pressed'));
  expect(pressed).toEqual(['false', 'true', 'true', 'false', 'false']);
  expect(element.textContent).toContain('Click one');
  expect(await breaches(element)).toEqual([]);
});

it('picks one by a click, and several with Shift or by dragging', async () => {
  const { buttons, picked } = await show({ from: at(1), to: at(2) });
  buttons[3]!.click();
  expect(picked).toHaveBeenLastCalledWith({ from: at(3), to: at(4) });
  buttons[3]!.dispatchEvent(new MouseEvent('click', { shiftKey: true }));
  expect(picked).toHaveBeenLastCalledWith({ from: at(1), to: at(4) });

  const drag = dragging(buttons);
  drag('pointerdown', 4);
  drag('pointermove', 3);
  drag('pointerup', 2);
  expect(picked).toHaveBeenLastCalledWith({ from: at(2), to: at(5) });
  buttons[4]!.click();
  expect(picked).toHaveBeenCalledTimes(3);
});

it('goes on with a drag beyond the bars, wherever it is let go', async () => {
  const { buttons, picked, stable } = await show();
  const drag = dragging(buttons);
  drag('pointerdown', 1);
  expect(buttons[1]!.setPointerCapture).toHaveBeenCalledWith(1);
  drag('pointermove', 3, 90);
  await stable();
  expect(buttons.map((one) => one.getAttribute('aria-pressed'))).toEqual([
    'false',
    'true',
    'true',
    'true',
    'false',
  ]);
  drag('pointerup', 9, 90);
  expect(picked).toHaveBeenLastCalledWith({ from: at(1), to: at(5) });
});

it('is one stop for the keyboard, and goes from bar to bar', async () => {
  const { element, buttons, stable } = await show();
  document.body.append(element);
  const stops = (): number[] => buttons.flatMap((one, i) => (one.tabIndex === 0 ? [i] : []));
  expect(stops()).toEqual([4]);
  buttons[4]!.focus();
  const press = (key: string): boolean =>
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
  press('ArrowLeft');
  expect(document.activeElement).toBe(buttons[3]);
  await stable();
  expect(stops()).toEqual([3]);
  press('Home');
  expect(document.activeElement).toBe(buttons[0]);
  press('ArrowLeft');
  expect(document.activeElement).toBe(buttons[0]);
  element.remove();
});
