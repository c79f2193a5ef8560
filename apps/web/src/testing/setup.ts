import { vi } from 'vitest';

vi.setConfig({ testTimeout: 30_000 });

/** What jsdom lacks and the app asks for. */

class InstantIntersectionObserver implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds = [];
  readonly #report: IntersectionObserverCallback;

  constructor(report: IntersectionObserverCallback) {
    this.#report = report;
  }

  /** Everything is in sight. */
  observe(target: Element): void {
    queueMicrotask(() => {
      this.#report([{ isIntersecting: true, target } as IntersectionObserverEntry], this);
    });
  }

  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): IntersectionObserverEntry[] {
    return [];
  }
}

class SilentResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

globalThis.IntersectionObserver = InstantIntersectionObserver;
globalThis.ResizeObserver = SilentResizeObserver;
globalThis.matchMedia = (media) =>
  Object.assign(new EventTarget(), {
    media,
    matches: media.includes('reduced-motion'),
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
  });
Element.prototype.scrollIntoView = () => {};
HTMLCanvasElement.prototype.getContext = () => null;
// Without layout nothing would count as visible, and dialogs could not place the focus.
Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { get: () => 1 });
// A window of a desk, for lists that show only what fits into it.
Object.defineProperty(document.documentElement, 'clientHeight', {
  configurable: true,
  get: () => 900,
});
globalThis.scrollTo = () => {};
