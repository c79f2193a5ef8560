import { Component, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { FailedLoad } from '../shared/ui/failed-load';
import { Icon } from '../shared/ui/icon';
import { ListEnd } from '../shared/ui/list-end';
import { Notice } from '../shared/ui/notice';
import { Skeleton } from '../shared/ui/skeleton';
import { expiringWords } from '../shared/words/expiring';
import { ExpiryList } from './data/expiry-list';
import { CalendarPanel } from './ui/calendar-panel';
import { ExpiryTable } from './ui/expiry-table';

@Component({
  selector: 'app-expiring-page',
  imports: [CalendarPanel, ExpiryTable, FailedLoad, Icon, ListEnd, MatButton, Notice, Skeleton],
  template: `
    <div class="page-head">
      <h1>{{ words.title }}</h1>
      <span class="spacer"></span>
      <button
        matButton="outlined"
        type="button"
        aria-controls="calendar"
        [attr.aria-expanded]="showsCalendar()"
        (click)="showsCalendar.set(!showsCalendar())"
      >
        <app-icon name="calendar" />{{ words.calendar }}
      </button>
    </div>
    <div id="calendar">
      @if (showsCalendar()) {
        <app-calendar-panel />
      }
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
  `,
  styles: `
    app-calendar-panel {
      margin-bottom: 16px;
    }
    button app-icon {
      width: 16px;
      height: 16px;
      margin-right: 6px;
    }
  `,
  host: { class: 'page' },
})
export class ExpiringPage {
  protected readonly words = expiringWords;
  protected readonly showsCalendar = signal(false);
  protected readonly list = new ExpiryList();
}
