import { Clipboard } from '@angular/cdk/clipboard';
import { Component, computed, DOCUMENT, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Icon } from '../../shared/ui/icon';
import { expiringWords } from '../../shared/words/expiring';

/** The address under which a calendar finds every date, and a button that copies it. */
@Component({
  selector: 'app-calendar-panel',
  imports: [Icon, MatButton],
  template: `
    <div class="text">
      <h2>{{ words.calendar }}</h2>
      <p class="soft">{{ words.calendarHint }}</p>
      <a class="wrap-anywhere" [href]="address()" [attr.aria-label]="words.calendarAddress">{{
        address()
      }}</a>
    </div>
    <button matButton="outlined" type="button" (click)="copy()">
      <app-icon name="copy" />{{ words.copy }}
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 12px 24px;
      padding: 16px;
    }
    .text {
      flex: 1 1 320px;
      min-width: 0;
    }
    p {
      max-width: 80ch;
      margin: 4px 0;
    }
    button app-icon {
      width: 16px;
      height: 16px;
      margin-right: 6px;
    }
  `,
  host: { class: 'panel' },
})
export class CalendarPanel {
  readonly #clipboard = inject(Clipboard);
  readonly #snackBar = inject(MatSnackBar);
  readonly #document = inject(DOCUMENT);
  /** What the calendar is narrowed to, as part of an address. */
  readonly query = input('');
  protected readonly words = expiringWords;
  /** As this browser reaches it, which is how a calendar on the same machine does, too. */
  protected readonly address = computed(
    () => new URL(`/calendar.ics${this.query()}`, this.#document.baseURI).href,
  );

  protected copy(): void {
    const isCopied = this.#clipboard.copy(this.address());
    this.#snackBar.open(isCopied ? expiringWords.copied : expiringWords.notCopied);
  }
}
