import { Directive, effect, ElementRef, inject, input } from '@angular/core';

/** Lights its element up softly, once, when the value changes; stays calm with reduced motion. */
@Directive({ selector: '[appHighlight]' })
export class Highlight {
  readonly appHighlight = input.required<string>();
  /** What it is the value of: that another thing has another value is no change. */
  readonly highlightOf = input('');

  constructor() {
    const element: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    let before: string | undefined;
    let of: string | undefined;
    effect(() => {
      const value = this.appHighlight();
      const isChange = before !== undefined && before !== value && of === this.highlightOf();
      before = value;
      of = this.highlightOf();
      if (isChange && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
        element.animate(
          [
            { backgroundColor: 'color-mix(in srgb, var(--mat-sys-primary) 16%, transparent)' },
            { backgroundColor: 'transparent' },
          ],
          { duration: 1_600, easing: 'ease-out' },
        );
      }
    });
  }
}
