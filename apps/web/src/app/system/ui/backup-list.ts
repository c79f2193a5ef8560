import { Component, computed, input } from '@angular/core';
import type { SystemBackups } from '@app/domain/backups';
import { Timestamp } from '../../shared/ui/timestamp';
import { backupWords } from '../../shared/words/backups';

/** The backups that are kept, the newest first; with their places where there is more than one. */
@Component({
  selector: 'app-backup-list',
  imports: [Timestamp],
  template: `
    <ul class="plain-list" [attr.aria-label]="words.list">
      @for (row of rows(); track row.key) {
        <li>
          <app-timestamp [at]="row.at" mode="clock" />
          <span>{{ row.size }}, {{ words.encrypted }}</span>
          <span class="soft wrap-anywhere">{{ row.file }}</span>
        </li>
      } @empty {
        <li>{{ words.none }}</li>
      }
    </ul>
  `,
  styles: `
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 0 16px;
      padding: 8px 0;
    }
    li + li {
      border-top: 1px solid var(--line);
    }
    app-timestamp {
      min-width: 128px;
    }
    span:not(.soft) {
      min-width: 144px;
    }
  `,
})
export class BackupList {
  readonly backups = input.required<SystemBackups['items']>();

  protected readonly words = backupWords;
  protected readonly rows = computed(() => {
    const hasPlaces = new Set(this.backups().map(({ place }) => place)).size > 1;
    return this.backups().map(({ at, bytes, file, place }) => ({
      at,
      key: `${place} ${file}`,
      size: backupWords.size(bytes),
      file: hasPlaces ? `${file}, ${place}` : file,
    }));
  });
}
