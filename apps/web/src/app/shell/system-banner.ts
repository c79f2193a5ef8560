import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { MonitorHealth } from '../shared/data/monitor-health';
import { OpenAlerts } from '../shared/data/open-alerts';
import { Icon } from '../shared/ui/icon';
import { Timestamp } from '../shared/ui/timestamp';
import { shellWords } from '../shared/words/shell';

/** What is wrong with the monitor itself, above every page: then the page says less than it seems to. */
@Component({
  selector: 'app-system-banner',
  imports: [Icon, Timestamp, RouterLink],
  template: `
    @if (reconciler(); as detail) {
      <p class="critical">
        <app-icon name="down" />
        <span>
          <a routerLink="/system">{{ words.monitorTrouble }}</a>: {{ detail }}
        </span>
      </p>
    }
    @for (alert of alerts(); track alert.id) {
      <p [class]="alert.severity">
        <app-icon [name]="alert.severity === 'critical' ? 'down' : 'degraded'" />
        <span>
          <a [routerLink]="['/alerts', alert.id]">{{ words.monitorTrouble }}</a>
          {{ words.since }} <app-timestamp [at]="alert.since" mode="clock" />: {{ alert.reason }}
        </span>
      </p>
    }
  `,
  styles: `
    p {
      display: flex;
      gap: 8px;
      align-items: baseline;
      margin: 0;
      padding: 8px 16px;
      background: var(--status-degraded-tint);
      color: var(--status-degraded);
      font-weight: 600;
    }
    .critical {
      background: var(--status-down-tint);
      color: var(--status-down);
    }
    a {
      color: inherit;
    }
  `,
  host: { role: 'status' },
})
export class SystemBanner {
  readonly #open = inject(OpenAlerts).alerts;
  protected readonly reconciler = inject(MonitorHealth).reconciler;
  protected readonly words = shellWords;
  protected readonly alerts = computed(
    () => this.#open()?.filter(({ kind, state }) => kind === 'system' && state === 'open') ?? [],
  );
}
