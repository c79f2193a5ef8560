import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { sharedWords } from '../shared/words/shared';
import { shellWords } from '../shared/words/shell';

/** Lists the keys. */
@Component({
  selector: 'app-key-help',
  imports: [MatButton, MatDialogModule],
  template: `
    <h2 mat-dialog-title>{{ words.title }}</h2>
    <mat-dialog-content>
      <dl>
        @for (entry of entries; track entry.key) {
          <div>
            <dt>
              <kbd>{{ entry.key }}</kbd>
            </dt>
            <dd>{{ entry.text }}</dd>
          </div>
        }
      </dl>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>{{ close }}</button>
    </mat-dialog-actions>
  `,
  styles: `
    dl {
      margin: 0;
    }
    div {
      display: flex;
      gap: 16px;
      padding: 4px 0;
    }
    dt {
      min-width: 56px;
    }
    dd {
      margin: 0;
    }
    kbd {
      padding: 2px 8px;
      border: 1px solid var(--line);
      border-radius: 4px;
      background: var(--page);
      font: inherit;
    }
  `,
})
export class KeyHelp {
  readonly data = inject<null>(MAT_DIALOG_DATA);
  readonly ref = inject<MatDialogRef<unknown, void>>(MatDialogRef);

  protected readonly words = shellWords.keys;
  protected readonly close = sharedWords.close;
  protected readonly entries = [
    { key: '/', text: shellWords.keys.search },
    { key: 'n', text: shellWords.keys.add },
    { key: 'j', text: shellWords.keys.next },
    { key: 'k', text: shellWords.keys.previous },
    { key: 'Enter', text: shellWords.keys.enter },
    { key: 'Ctrl K', text: shellWords.keys.palette },
    { key: '?', text: shellWords.keys.help },
  ];
}
