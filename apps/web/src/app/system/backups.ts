import { Component, DestroyRef, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { SystemBackups } from '@app/domain/backups';
import { Api } from '../shared/data/api';
import { liveResource } from '../shared/data/live-resource';
import { asRefusal } from '../shared/data/refusal';
import { LoadState } from '../shared/ui/load-state';
import { Timestamp } from '../shared/ui/timestamp';
import { backupWords } from '../shared/words/backups';
import { type BackupOutcome, backupOutcome, type BackupTask } from './data/backup-outcome';
import { BackupList } from './ui/backup-list';

/** Time between two readings, in milliseconds. */
const REFRESH_MS = 10_000;

/** The part of the system page that shows which backups there are, makes one and tries a restore. */
@Component({
  selector: 'app-backups',
  imports: [BackupList, LoadState, MatButton, Timestamp],
  templateUrl: './backups.html',
  styleUrl: './backups.scss',
})
export class Backups {
  readonly #api = inject(Api);
  protected readonly words = backupWords;
  protected readonly backups = liveResource({
    params: () => 'now',
    load: (_, abort) => this.#api.client.system.backups.query(undefined, { signal: abort }),
  });
  /** What this page has asked for and waits for. */
  protected readonly asked = signal<BackupTask | null>(null);
  protected readonly outcome = signal<BackupOutcome | null>(null);

  constructor() {
    const timer = setInterval(this.backups.reload, REFRESH_MS);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
    });
  }

  protected async run(task: BackupTask, before: SystemBackups): Promise<void> {
    this.asked.set(task);
    this.outcome.set(null);
    const { runBackup, restoreDrill } = this.#api.client.system;
    try {
      const after = await (task === 'backup' ? runBackup.mutate() : restoreDrill.mutate());
      this.backups.value.set(after);
      this.outcome.set(backupOutcome(task, before, after));
    } catch (error) {
      this.outcome.set({ text: asRefusal(error).message, isBad: true });
      this.backups.reload();
    }
    this.asked.set(null);
  }
}
