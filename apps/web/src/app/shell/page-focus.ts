import { afterNextRender, DOCUMENT, inject, Injector, Service } from '@angular/core';
import { NavigationEnd, NavigationStart, Router } from '@angular/router';

/** How long a page may take to show again what led away from it, in milliseconds. */
const PATIENCE_MS = 3_000;
/** Pages of which is known where the focus was. */
const MOST = 50;

const pathOf = (url: string): string => url.replace(/[?#].*$/, '');

/**
 * Keeps the focus with whoever moves from page to page by keyboard or with a screen reader: a new page has it at its
 * beginning, and going back leads to the link that led away. Fields that take the focus themselves keep it.
 */
@Service()
export class PageFocus {
  readonly #document = inject(DOCUMENT);
  readonly #injector = inject(Injector);
  readonly #router = inject(Router);
  /** Where a link led that had the focus when its page was left, by the navigation that had opened the page. */
  readonly #left = new Map<number, string>();
  #shown = {
    id: this.#router.lastSuccessfulNavigation()?.id ?? 0,
    path: this.#router.navigated ? pathOf(this.#router.url) : '',
  };
  /** The navigation that had opened the page that somebody goes back to; null for any other way. */
  #restored: number | null = null;
  #stop: () => void = () => undefined;

  constructor() {
    this.#router.events.subscribe((event) => {
      if (event instanceof NavigationStart) this.#leave(event);
      if (event instanceof NavigationEnd) this.#arrive(event);
    });
  }

  #leave({ restoredState }: NavigationStart): void {
    this.#restored = restoredState?.navigationId ?? null;
    this.#stop();
    const href = this.#document.activeElement?.closest('main a')?.getAttribute('href');
    if (!href) return;
    this.#left.set(this.#shown.id, href);
    const [oldest] = this.#left.keys();
    if (this.#left.size > MOST && oldest !== undefined) this.#left.delete(oldest);
  }

  #arrive({ id, urlAfterRedirects }: NavigationEnd): void {
    const { path: before } = this.#shown;
    this.#shown = { id, path: pathOf(urlAfterRedirects) };
    // The first page belongs to the browser, and what only narrows a list is the same page.
    if (before === '' || before === this.#shown.path) return;
    const href = this.#restored === null ? undefined : this.#left.get(this.#restored);
    afterNextRender(
      () => {
        this.#begin();
        if (href) this.#lookFor(href);
      },
      { injector: this.#injector },
    );
  }

  #begin(): void {
    const main = this.#document.querySelector('main');
    if (main && !main.contains(this.#document.activeElement)) main.focus({ preventScroll: true });
  }

  /** Goes to a link as soon as it is there, unless somebody goes elsewhere meanwhile. */
  #lookFor(href: string): void {
    const main = this.#document.querySelector('main');
    if (!main) return;
    const found = (): boolean => {
      const here = this.#document.activeElement;
      if (here !== main && here !== this.#document.body) return true;
      const link = main.querySelector<HTMLElement>(`a[href="${CSS.escape(href)}"]`);
      link?.focus({ preventScroll: true });
      return link !== null;
    };
    if (found()) return;
    const observer = new MutationObserver(() => {
      if (found()) this.#stop();
    });
    observer.observe(main, { childList: true, subtree: true });
    const timer = setTimeout(() => {
      this.#stop();
    }, PATIENCE_MS);
    this.#stop = () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }
}
