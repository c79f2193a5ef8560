import { DestroyRef, DOCUMENT, inject, Injector, Service } from '@angular/core';
import { Router } from '@angular/router';
import { Dialogs } from '../shared/actions/dialogs';
import { stepRow } from './step-row';

/** Name of the element that `/` goes to. */
const SEARCH = '[data-search]';
const DIALOG = '[role="dialog"], [role="alertdialog"]';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]'));

/** Ctrl-K, or Cmd-K: also while something is typed. */
const isPaletteKey = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean =>
  (ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === 'k';

/** The keys that work on every page. */
@Service()
export class Shortcuts {
  readonly #document = inject(DOCUMENT);
  readonly #dialogs = inject(Dialogs);
  readonly #injector = inject(Injector);
  readonly #router = inject(Router);

  constructor() {
    const press = (event: KeyboardEvent): void => {
      this.#press(event);
    };
    this.#document.addEventListener('keydown', press);
    inject(DestroyRef).onDestroy(() => {
      this.#document.removeEventListener('keydown', press);
    });
  }

  async help(): Promise<void> {
    const { KeyHelp } = await import('./key-help');
    await this.#dialogs.ask(KeyHelp, null, '400px');
  }

  /** Opens the field that goes everywhere; its code comes with the first time. */
  async palette(): Promise<void> {
    const { PaletteOpener } = await this.#dialogs.load(() => import('./palette/open-palette'));
    if (await this.#injector.get(PaletteOpener).open()) await this.help();
  }

  #press(event: KeyboardEvent): void {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    const isBusy = this.#document.querySelector(DIALOG) !== null;
    if (isPaletteKey(event) && !isBusy) {
      event.preventDefault();
      void this.palette();
    }
    if (hasModifier || isTyping(event.target) || isBusy) return;
    const action = this.#actionOf(event.key);
    if (!action) return;
    event.preventDefault();
    action();
  }

  #actionOf(key: string): (() => void) | undefined {
    switch (key) {
      case '/':
        return () => void this.#search();
      case 'n':
        return () => void this.#router.navigateByUrl('/add');
      case 'j':
        return () => {
          stepRow(this.#document, 1);
        };
      case 'k':
        return () => {
          stepRow(this.#document, -1);
        };
      case '?':
        return () => void this.help();
      default:
        return undefined;
    }
  }

  async #search(): Promise<void> {
    if (!this.#document.querySelector(SEARCH)) await this.#router.navigateByUrl('/');
    this.#document.querySelector<HTMLElement>(SEARCH)?.focus();
  }
}
