import { DOCUMENT, inject, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { shellWords } from '../shared/words/shell';
import { AppVersion } from './app-version';

/**
 * Helps when the scripts of a page cannot be loaded: after an upgrade they have other names, and the page is opened
 * anew; while the server is away it says so and tries again when asked.
 */
@Service()
export class LostPage {
  readonly #document = inject(DOCUMENT);
  readonly #snackBar = inject(MatSnackBar);
  readonly #version = inject(AppVersion);

  async report(url: string): Promise<void> {
    if ((await this.#version.ask()) !== 'away') {
      // A browser may remember that a script could not be loaded; a new document forgets it.
      this.#document.defaultView?.location.assign(url);
      return;
    }
    this.#snackBar
      .open(shellWords.pageNotLoaded, shellWords.retry, { duration: 0 })
      .onAction()
      .subscribe(() => void this.report(url));
  }
}
