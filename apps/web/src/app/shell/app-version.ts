import { DestroyRef, DOCUMENT, effect, inject, Service, untracked } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { LiveFeed } from '../shared/data/live-feed';
import { shellWords } from '../shared/words/shell';

/** The main script of a page; the build names it after its content. */
const MAIN = /\bsrc="(main[\w.-]*\.js)"/;

/** Knows whether the server has another version of this app, and offers it when a connection is back. */
@Service()
export class AppVersion {
  readonly #document = inject(DOCUMENT);
  readonly #snackBar = inject(MatSnackBar);
  readonly #feed = inject(LiveFeed);

  constructor() {
    let wasLost = false;
    effect(() => {
      const connection = this.#feed.connection();
      // A server that was upgraded was away for a moment.
      if (connection === 'live' && wasLost) untracked(() => void this.#offer());
      if (connection !== 'connecting') wasLost = connection === 'lost';
    });
    inject(DestroyRef).onDestroy(() => {
      this.#snackBar.dismiss();
    });
  }

  /** What the server serves: this version, another one, or nothing because it is away. */
  async ask(): Promise<'same' | 'new' | 'away'> {
    const own = this.#document.querySelector('script[src^="main"]')?.getAttribute('src');
    try {
      const answer = await fetch('/index.html', { cache: 'no-store' });
      if (!answer.ok) return 'away';
      const served = MAIN.exec(await answer.text())?.[1];
      return own && served && own !== served ? 'new' : 'same';
    } catch {
      return 'away';
    }
  }

  async #offer(): Promise<void> {
    if ((await this.ask()) !== 'new') return;
    this.#snackBar
      .open(shellWords.newVersion, shellWords.reload, { duration: 0 })
      .onAction()
      .subscribe(() => {
        this.#document.defaultView?.location.reload();
      });
  }
}
