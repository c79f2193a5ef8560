import { Component, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { LoadState } from '../shared/ui/load-state';
import { Icon } from '../shared/ui/icon';
import { ListEnd } from '../shared/ui/list-end';
import { Notice } from '../shared/ui/notice';
import { expiringWords } from '../shared/words/expiring';
import { expiryList } from './data/expiry-list';
import { CalendarPanel } from './ui/calendar-panel';
import { ExpiryTable } from './ui/expiry-table';

@Component({
  selector: 'app-expiring-page',
  imports: [CalendarPanel, ExpiryTable, Icon, ListEnd, LoadState, MatButton, Notice],
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
    @if (list.value(); as items) {
      @if (items.length > 0) {
        <app-expiry-table [items]="items" />
        <app-list-end [of]="list" />
      } @else {
        <app-notice class="panel" icon="calendar" [title]="words.none" [text]="words.noneHint" />
      }
    }
    <app-load-state isPanel [of]="list" [rows]="8" [height]="36" />
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
  protected readonly list = expiryList();
}
