import { Component, inject } from '@angular/core';
import type { AuditEntry } from '@app/domain/audit';
import { Api } from '../shared/data/api';
import { type PagedList, pagedList } from '../shared/data/paged-list';
import { ListEnd } from '../shared/ui/list-end';
import { auditWords } from '../shared/words/audit';
import { AuditList } from './ui/audit-list';

/** The part of the system page that shows who changed what. */
@Component({
  selector: 'app-audit-log',
  imports: [AuditList, ListEnd],
  template: `
    @if (entries.value(); as items) {
      <section class="panel" aria-labelledby="audit">
        <h2 id="audit">{{ words.title }}</h2>
        <p class="soft">{{ words.hint }}</p>
        @if (items.length > 0) {
          <p>
            <a href="/export/audit.csv" download>{{ words.download }}</a>
          </p>
          <app-audit-list [entries]="items" />
          <app-list-end [of]="entries" />
        } @else {
          <p>{{ words.empty }}</p>
        }
      </section>
    }
  `,
  styles: `
    section {
      margin-top: 24px;
      padding-bottom: 12px;
    }
    h2,
    p {
      margin: 0;
      padding: 0 16px;
    }
    h2 {
      padding-top: 12px;
    }
  `,
})
export class AuditLog {
  readonly #api = inject(Api);
  protected readonly words = auditWords;
  protected readonly entries: PagedList<AuditEntry> = pagedList({
    params: () => 'audit',
    pageSize: 20,
    load: (_, page, signal) => this.#api.client.system.audit.query(page, { signal }),
    keyOf: ({ number }) => String(number),
  });
}
