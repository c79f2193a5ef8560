import { Service, signal } from '@angular/core';

const KEY = 'rows';
const COMPACT = 'compact';

/** Whether rows of the list are low, as this browser remembers it. */
@Service()
export class RowDensity {
  readonly #isCompact = signal(stored() === COMPACT);
  readonly isCompact = this.#isCompact.asReadonly();

  toggle(): void {
    const isCompact = !this.#isCompact();
    this.#isCompact.set(isCompact);
    try {
      if (isCompact) localStorage.setItem(KEY, COMPACT);
      else localStorage.removeItem(KEY);
    } catch {
      // A browser may keep nothing for us: then it lasts until the page is closed.
    }
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
