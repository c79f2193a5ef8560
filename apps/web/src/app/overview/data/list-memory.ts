import { DOCUMENT, inject, Service } from '@angular/core';
import { isSameQuery, type TargetQuery } from './filter';
import type { TargetRows } from './target-rows';

/** A list as somebody has left it. */
interface LeftList {
  query: TargetQuery;
  order: readonly string[];
  rows: TargetRows['known'];
}

/** Keeps the list while another page is open, so that going back leads to the same row at the same place. */
@Service()
export class ListMemory {
  readonly #document = inject(DOCUMENT);
  #left: LeftList | null = null;
  #scrollY = 0;
  #rowId: string | null = null;

  /** Notes the place while the page is still there. */
  mark(): void {
    this.#scrollY = scrollY;
    this.#rowId =
      this.#document.activeElement?.closest('[data-row]')?.getAttribute('data-row') ?? null;
  }

  keep(list: LeftList): void {
    this.#left = list;
  }

  /** The list that was left, where it is the one that is asked for. */
  recall(query: TargetQuery): LeftList | null {
    return this.#left && isSameQuery(this.#left.query, query) ? this.#left : null;
  }

  /** Goes to the place that was left, and to the row that led away, once they are there. */
  scrollBack(): void {
    const [top, rowId] = [this.#scrollY, this.#rowId];
    requestAnimationFrame(() => {
      scrollTo({ top, behavior: 'instant' });
      requestAnimationFrame(() => {
        const row = rowId && this.#document.querySelector(`[data-row="${rowId}"] [data-row-link]`);
        if (row instanceof HTMLElement) row.focus({ preventScroll: true });
      });
    });
  }
}
