import { effect, inject, Service, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { StatusCounts } from '../shared/data/status-counts';
import { shellWords } from '../shared/words/shell';

/** The title of the tab: the page, and before it how many targets are down. */
@Service()
export class PageTitle extends TitleStrategy {
  readonly #page = signal<string>(shellWords.overview);

  constructor() {
    super();
    const title = inject(Title);
    const counts = inject(StatusCounts);
    effect(() => {
      title.setTitle(shellWords.title(this.#page(), counts.down()));
    });
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    const page = this.buildTitle(snapshot);
    if (page !== undefined) this.#page.set(page);
  }

  /** For pages that are named after what they show. */
  show(page: string): void {
    this.#page.set(page);
  }
}
