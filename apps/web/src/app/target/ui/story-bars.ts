import { Component, computed, ElementRef, inject, input, output, signal } from '@angular/core';
import type { Between } from '../data/span';
import type { StoryBar } from '../data/story-bars';

/**
 * How a target did over time, a bar for each hour, day or week. One is picked by a click or Enter, several by dragging or
 * with Shift; the arrow keys go from bar to bar.
 */
@Component({
  selector: 'app-story-bars',
  template: `
    <div
      class="bars"
      role="group"
      [attr.aria-label]="label()"
      (pointermove)="extend($event)"
      (pointerup)="finish($event)"
      (pointercancel)="drag.set(null)"
    >
      @for (bar of shown(); track bar.key) {
        <button
          type="button"
          [class]="bar.tone"
          [class.picked]="bar.isPicked"
          [attr.aria-label]="bar.text"
          [attr.aria-pressed]="bar.isPicked"
          [attr.tabindex]="bar.isStop ? 0 : -1"
          [attr.data-bar]="bar.index"
          (pointerdown)="start($event, bar.index)"
          (click)="click($event, bar.index)"
          (focus)="at.set(bar.index)"
          (pointerenter)="over.set(bar.text)"
          (pointerleave)="over.set(null)"
          (keydown)="steer($event, bar.index)"
        ></button>
      }
    </div>
    <p class="soft said">{{ said() }}</p>
  `,
  styleUrl: './story-bars.scss',
})
export class StoryBars {
  readonly bars = input.required<readonly StoryBar[]>();
  readonly label = input.required<string>();
  /** What stands below while no bar is pointed at. */
  readonly hint = input('');
  /** The time that is shown elsewhere; bars in it are marked. */
  readonly span = input<Between | null>(null);
  readonly picked = output<Between>();

  readonly #host: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  /** The bar that the keyboard is at; null before the first one. */
  protected readonly at = signal<number | null>(null);
  protected readonly over = signal<string | null>(null);
  /** Where dragging began, and where it is. */
  protected readonly drag = signal<{ from: number; to: number } | null>(null);
  #hasDragged = false;
  protected readonly said = computed(() => this.over() ?? this.hint());
  protected readonly shown = computed(() => {
    const bars = this.bars();
    const [span, drag] = [this.span(), this.drag()];
    const stop = Math.min(this.at() ?? bars.length - 1, bars.length - 1);
    return bars.map(({ from, to, tone, text }, index) => ({
      ...{ key: from.getTime(), index, tone, text },
      isStop: index === stop,
      isPicked: drag
        ? index >= Math.min(drag.from, drag.to) && index <= Math.max(drag.from, drag.to)
        : span !== null && from < span.to && to > span.from,
    }));
  });

  protected start(event: PointerEvent, index: number): void {
    this.#hasDragged = false;
    if (event.button !== 0 || event.shiftKey) return;
    this.drag.set({ from: index, to: index });
    // The bars are low: a drag goes on beyond them, and ends wherever it is let go.
    if (event.currentTarget instanceof Element)
      event.currentTarget.setPointerCapture(event.pointerId);
  }

  protected extend({ clientX }: PointerEvent): void {
    const drag = this.drag();
    if (!drag) return;
    const to = this.#barAt(clientX);
    if (to !== drag.to) this.drag.set({ ...drag, to });
    this.over.set(this.bars()[to]?.text ?? null);
  }

  /** The bar above or below a place; beyond their ends the first or the last one. */
  #barAt(x: number): number {
    const buttons = [...this.#host.querySelectorAll('[data-bar]')];
    const next = buttons.findIndex((button) => button.getBoundingClientRect().right > x);
    return next === -1 ? buttons.length - 1 : next;
  }

  protected finish(event: PointerEvent): void {
    this.extend(event);
    const drag = this.drag();
    this.drag.set(null);
    if (!drag || drag.from === drag.to) return;
    this.#hasDragged = true;
    this.#pick(drag.from, drag.to);
  }

  protected click({ shiftKey }: MouseEvent, index: number): void {
    // The end of a drag is no click on the bar where it ends.
    if (this.#hasDragged) {
      this.#hasDragged = false;
      return;
    }
    const picked = this.shown().filter(({ isPicked }) => isPicked);
    const others = shiftKey ? picked.map((bar) => bar.index) : [];
    this.#pick(Math.min(index, ...others), Math.max(index, ...others));
  }

  protected steer(event: KeyboardEvent, index: number): void {
    const last = this.bars().length - 1;
    const next = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: last }[event.key];
    if (next === undefined || next < 0 || next > last) return;
    event.preventDefault();
    this.#host.querySelector<HTMLElement>(`[data-bar="${String(next)}"]`)?.focus();
  }

  #pick(one: number, other: number): void {
    const from = this.bars()[Math.min(one, other)]?.from;
    const to = this.bars()[Math.max(one, other)]?.to;
    if (from && to) this.picked.emit({ from, to });
  }
}
