import { Component, computed, inject } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import type { Report } from '@app/domain/reports';
import { formatPercent } from '@app/domain/words';
import { Api } from '../../shared/data/api';
import { Clock } from '../../shared/data/clock';
import { liveResource } from '../../shared/data/live-resource';
import { Icon } from '../../shared/ui/icon';
import { LoadState } from '../../shared/ui/load-state';
import { formatMoment } from '../../shared/util/instant';
import { reportWords } from '../../shared/words/reports';
import { ReportEditor } from './report-editor';

/** Reports that are made for somebody: about what, for whom, and whether they got them. */
@Component({
  selector: 'app-reports-section',
  imports: [Icon, LoadState, MatButton, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger],
  template: `
    <div class="section-head">
      <h2 id="reports-title">{{ words.title }}</h2>
      <button matButton="outlined" type="button" (click)="after(editor.add())">
        {{ words.add }}
      </button>
    </div>
    <p class="section-hint soft">{{ words.hint }}</p>
    @if (rows(); as rows) {
      <ul class="plain-list rows" aria-labelledby="reports-title">
        @for (row of rows; track row.report.id) {
          <li>
            <div class="what">
              <h3>
                <a
                  target="_blank"
                  rel="noopener"
                  [href]="'/report/' + row.report.id"
                  [attr.aria-label]="words.openOf(row.report.name)"
                  >{{ row.report.name }}</a
                >
              </h3>
              <p class="soft wrap-anywhere">{{ row.about }}</p>
              <p class="soft wrap-anywhere">{{ row.to }}</p>
              @if (row.report.last; as last) {
                <p class="wrap-anywhere" [class.error]="last.state === 'failed'">
                  {{ words.last(last) }}
                </p>
              }
            </div>
            <button
              matIconButton
              type="button"
              [matMenuTriggerFor]="menu"
              [attr.aria-label]="words.menuOf(row.report.name)"
            >
              <app-icon name="more" />
            </button>
            <mat-menu #menu="matMenu" xPosition="before">
              <button mat-menu-item type="button" (click)="after(editor.change(row.report))">
                {{ words.edit }}
              </button>
              @if (row.report.to.length > 0) {
                <button mat-menu-item type="button" (click)="after(editor.send(row.report))">
                  {{ row.report.last?.state === 'failed' ? words.sendRest : words.send }}
                </button>
              }
              <button mat-menu-item type="button" (click)="after(editor.remove(row.report))">
                {{ words.remove }}
              </button>
            </mat-menu>
          </li>
        }
      </ul>
      @if (rows.length === 0) {
        <p class="section-empty soft">{{ words.none }}</p>
      }
    }
    <app-load-state [of]="reports" [rows]="1" [height]="28" />
  `,
  styleUrl: '../_section.scss',
})
export class ReportsSection {
  readonly #api = inject(Api);
  readonly #clock = inject(Clock);
  protected readonly editor = inject(ReportEditor);
  protected readonly words = reportWords;
  protected readonly reports = liveResource({
    params: () => 'all',
    load: (_, signal) => this.#api.client.reports.list.query(undefined, { signal }),
  });
  protected readonly rows = computed(() =>
    this.reports.value()?.items.map((report) => ({
      report,
      about: this.#about(report),
      to: this.#to(report),
    })),
  );

  /** Reads the reports again once something has changed. */
  protected async after(change: Promise<boolean>): Promise<void> {
    if (await change) this.reports.reload();
  }

  #about({ tag, targetIds, every, slaTarget }: Report): string {
    return [
      reportWords.periods[every],
      reportWords.about(tag, targetIds.length),
      ...(slaTarget === null ? [] : [reportWords.promised(formatPercent(slaTarget))]),
    ].join(', ');
  }

  #to({ to, nextAt }: Report): string {
    if (nextAt === null) return reportWords.nobody;
    return reportWords.sentTo(to, formatMoment(nextAt, this.#clock.coarse()));
  }
}
