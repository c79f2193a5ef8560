import { afterRenderEffect, Component, ElementRef, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { sharedWords } from '../words/shared';

/** The end of what is loaded: asks for more when it comes near the window. */
@Component({
  selector: 'app-list-end',
  imports: [MatButton],
  template: `
    @if (isLoading()) {
      <span role="status">{{ loading }}</span>
    } @else if (hasMore()) {
      <button matButton type="button" (click)="reach.emit()">{{ more }}</button>
    }
  `,
  styles: `
    :host {
      display: grid;
      place-items: center;
      min-height: 48px;
      color: var(--ink-soft);
    }
  `,
})
export class ListEnd {
  readonly hasMore = input.required<boolean>();
  readonly isLoading = input.required<boolean>();
  readonly reach = output();

  protected readonly loading = sharedWords.loadingMore;
  protected readonly more = sharedWords.loadMore;

  constructor() {
    const element: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    // Observed anew after each page: an end that is still in sight would not be reported again.
    afterRenderEffect((onCleanup) => {
      if (!this.hasMore() || this.isLoading()) return;
      const observer = new IntersectionObserver(
        (entries) => {
          if (entries.some(({ isIntersecting }) => isIntersecting)) this.reach.emit();
        },
        { rootMargin: '600px' },
      );
      observer.observe(element);
      onCleanup(() => {
        observer.disconnect();
      });
    });
  }
}
