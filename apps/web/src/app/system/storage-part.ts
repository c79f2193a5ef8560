import { Component, inject } from '@angular/core';
import { Api } from '../shared/data/api';
import { liveResource } from '../shared/data/live-resource';
import { LoadState } from '../shared/ui/load-state';
import { storageWords } from '../shared/words/storage';

/** The part of the system page that shows what the document store takes, and how long its disk lasts. */
@Component({
  selector: 'app-storage-part',
  imports: [LoadState],
  template: `
    @if (storage.value(); as report) {
      <section class="panel" aria-labelledby="storage">
        <h2 id="storage">{{ words.title }}</h2>
        <p>{{ words.total(report.bytes) }} {{ words.growth(report.growthPerDay) }}</p>
        @if (report.disk; as disk) {
          <p>
            {{ words.disk(disk.freeBytes, disk.totalBytes) }}
            @if (report.daysUntilFull !== null) {
              <span [class.degraded]="report.daysUntilFull < 30">{{
                words.full(report.daysUntilFull)
              }}</span>
            }
          </p>
        } @else {
          <p class="soft">{{ words.noDisk }}</p>
        }
        <ul class="plain-list" [attr.aria-label]="words.list">
          @for (one of report.collections; track one.name) {
            @if (one.documents > 0) {
              <li>
                <span>{{ words.name(one.name) }}</span>
                <span class="soft">{{ words.documents(one.documents) }}</span>
                <span>{{ words.size(one.bytes) }}</span>
              </li>
            }
          }
        </ul>
      </section>
    }
    <app-load-state isPanel [of]="storage" [rows]="3" [height]="28" />
  `,
  styles: `
    section {
      margin-top: 16px;
      padding: 12px 16px 16px;
    }
    li {
      display: grid;
      grid-template-columns: 2fr 1fr 1fr;
      gap: 0 8px;
      padding: 6px 0;
    }
    li + li {
      border-top: 1px solid var(--line);
    }
  `,
})
export class StoragePart {
  readonly #api = inject(Api);
  protected readonly words = storageWords;
  /** Read once: it changes slowly, and servers that hold much have some work with it. */
  protected readonly storage = liveResource({
    params: () => 'now',
    load: (_, signal) => this.#api.client.system.storage.query(undefined, { signal }),
  });
}
