import { Component } from '@angular/core';
import { FailedLoad } from '../shared/ui/failed-load';
import { ListEnd } from '../shared/ui/list-end';
import { Notice } from '../shared/ui/notice';
import { Skeleton } from '../shared/ui/skeleton';
import { expiringWords } from '../shared/words/expiring';
import { ExpiryList } from './data/expiry-list';
import { CalendarPanel } from './ui/calendar-panel';
import { ExpiryTable } from './ui/expiry-table';

@Component({
  selector: 'app-expiring-page',
  imports: [CalendarPanel, ExpiryTable, FailedLoad, ListEnd, Notice, Skeleton],
  template: `
    <div class="page-head">
      <h1>{{ words.title }}</h1>
    </div>
    @if (list.items(); as items) {
      @if (items.length > 0) {
        <app-expiry-table [items]="items" />
        <app-list-end
          [hasMore]="list.hasMore()"
          [isLoading]="list.isLoadingMore()"
          (reach)="list.loadMore()"
        />
      } @else {
        <app-notice class="panel" icon="calendar" [title]="words.none" [text]="words.noneHint" />
      }
    } @else if (!list.refusal()) {
      <app-skeleton class="panel" [rows]="8" [height]="36" />
    }
    @if (list.refusal(); as refusal) {
      <app-failed-load [refusal]="refusal" (retry)="list.reload()" />
    }
    <app-calendar-panel />
  `,
  styles: `
    app-calendar-panel {
      margin-top: 16px;
    }
  `,
  host: { class: 'page' },
})
export class ExpiringPage {
  protected readonly words = expiringWords;
  protected readonly list = new ExpiryList();
}
