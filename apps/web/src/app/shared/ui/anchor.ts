import { afterNextRender, Directive, ElementRef, inject, input } from '@angular/core';
import { ActivatedRoute } from '@angular/router';

/**
 * Names a place of the page, and scrolls there when the address asks for it. The router's own scrolling comes
 * too early: the place appears once its data has arrived.
 */
@Directive({
  selector: '[appAnchor]',
  host: { '[id]': 'appAnchor()', style: 'scroll-margin-top: 72px' },
})
export class Anchor {
  readonly appAnchor = input.required<string>();

  constructor() {
    const element: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const { snapshot } = inject(ActivatedRoute);
    afterNextRender(() => {
      if (snapshot.fragment === this.appAnchor()) element.scrollIntoView();
    });
  }
}
