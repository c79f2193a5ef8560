import { afterRenderEffect, Component, ElementRef, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { PagedList } from '../data/paged-list';
import { sharedWords } from '../words/shared';

/** The end of what is loaded: asks for more when it comes near the window. */
@Component({
  selector: 'app-list-end',
  imports: [MatButton],
  template: `
    @if (of().isLoadingMore()) {
      <span role="status">{{ loading }}</span>
    } @else if (of().hasMore()) {
      <button matButton type="button" (click)="of().loadMore()">{{ more }}</button>
    }
  `,
  styles: `
    :host {
      display: grid;
      place-items: center;
      min-height: 48px;
      color: var(--ink-soft);
    }
    :host:empty {
      display: none;
    }
  `,
})
export class ListEnd {
  readonly of = input.required<PagedList<unknown>>();

  protected readonly loading = sharedWords.loadingMore;
  protected readonly more = sharedWords.loadMore;

  constructor() {
    const element: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    // Observed anew after each page: an end that is still in sight would not be reported again.
    afterRenderEffect((onCleanup) => {
      if (!this.of().hasMore() || this.of().isLoadingMore()) return;
      const observer = new IntersectionObserver(
        (entries) => {
          if (entries.some(({ isIntersecting }) => isIntersecting)) void this.of().loadMore();
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
