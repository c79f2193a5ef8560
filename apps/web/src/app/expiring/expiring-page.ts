import { Component, computed, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ExportExpiries } from '@app/domain';
import { LoadState } from '../shared/ui/load-state';
import { Icon } from '../shared/ui/icon';
import { ListEnd } from '../shared/ui/list-end';
import { Banner } from '../shared/ui/banner';
import { expiringWords } from '../shared/words/expiring';
import { expiryChoices } from './data/expiry-choices';
import { expiryList } from './data/expiry-list';
import { expiryQuery } from './data/expiry-query';
import { CalendarPanel } from './ui/calendar-panel';
import { ExpiryFilter } from './ui/expiry-filter';
import { ExpiryTable } from './ui/expiry-table';

@Component({
  selector: 'app-expiring-page',
  imports: [CalendarPanel, ExpiryFilter, ExpiryTable, Icon, ListEnd, LoadState, MatButton, Banner],
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
      <a matButton="outlined" download="expiring.csv" [href]="table()">
        <app-icon name="download" />{{ words.table }}
      </a>
    </div>
    <div id="calendar">
      @if (showsCalendar()) {
        <app-calendar-panel [query]="calendarQuery()" />
      }
    </div>
    <app-expiry-filter [choices]="choices()" [(wanted)]="wanted" />
    @if (list.value(); as items) {
      @if (items.length > 0) {
        <app-expiry-table [items]="items" />
        <app-list-end [of]="list" />
      } @else if (isNarrowed()) {
        <app-banner
          class="panel"
          icon="search"
          [title]="words.noMatch"
          [text]="words.noMatchHint"
        />
      } @else {
        <app-banner class="panel" icon="calendar" [title]="words.none" [text]="words.noneHint" />
      }
    }
    <app-load-state isPanel [of]="list" [rows]="8" [height]="36" />
  `,
  styles: `
    app-calendar-panel {
      margin-bottom: 16px;
    }
    button app-icon,
    a app-icon {
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
  protected readonly choices = expiryChoices();
  protected readonly wanted = signal<ExportExpiries>({});
  protected readonly list = expiryList(this.wanted);
  protected readonly table = computed(() => `/expiry.csv${expiryQuery(this.wanted())}`);
  protected readonly isNarrowed = computed(() => this.calendarQuery() !== '');
  /** A calendar has an order of its own. */
  protected readonly calendarQuery = computed(() => {
    const { sort: _, ...filter } = this.wanted();
    return expiryQuery(filter);
  });
}
