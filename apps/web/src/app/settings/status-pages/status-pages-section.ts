import { Component, inject } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Api } from '../../shared/data/api';
import { liveResource } from '../../shared/data/live-resource';
import { Icon } from '../../shared/ui/icon';
import { LoadState } from '../../shared/ui/load-state';
import { statusPageWords } from '../../shared/words/status-pages';
import { StatusPageEditor } from './status-page-editor';

/** Pages that anybody may see: where they are, what they show, and whether they are switched on. */
@Component({
  selector: 'app-status-pages-section',
  imports: [Icon, LoadState, MatButton, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger],
  template: `
    <div class="section-head">
      <h2 id="status-pages-title">{{ words.title }}</h2>
      <button matButton="outlined" type="button" (click)="after(editor.add())">
        {{ words.add }}
      </button>
    </div>
    <p class="section-hint soft">{{ words.hint }}</p>
    @if (pages.value()?.items; as items) {
      <ul class="plain-list rows" aria-labelledby="status-pages-title">
        @for (page of items; track page.id) {
          <li>
            <div class="what">
              <h3>{{ page.title }}</h3>
              <p>
                @if (page.enabled) {
                  <a
                    class="wrap-anywhere"
                    target="_blank"
                    rel="noopener"
                    [href]="'/status/' + page.slug"
                    [attr.aria-label]="words.open(page.title)"
                    >/status/{{ page.slug }}</a
                  >
                } @else {
                  <span class="soft">{{ words.off }}</span>
                }
              </p>
              <p class="soft wrap-anywhere">{{ words.tagged(page.tag) }}</p>
            </div>
            <button
              matIconButton
              type="button"
              [matMenuTriggerFor]="menu"
              [attr.aria-label]="words.menuOf(page.title)"
            >
              <app-icon name="more" />
            </button>
            <mat-menu #menu="matMenu" xPosition="before">
              <button mat-menu-item type="button" (click)="after(editor.change(page))">
                {{ words.edit }}
              </button>
              <button mat-menu-item type="button" (click)="after(editor.note(page))">
                {{ words.note }}
              </button>
              <button mat-menu-item type="button" (click)="after(editor.turn(page, !page.enabled))">
                {{ page.enabled ? words.switchOff : words.switchOn }}
              </button>
              <button mat-menu-item type="button" (click)="after(editor.remove(page))">
                {{ words.remove }}
              </button>
            </mat-menu>
          </li>
        }
      </ul>
      @if (items.length === 0) {
        <p class="section-empty soft">{{ words.none }}</p>
      }
    }
    <app-load-state [of]="pages" [rows]="1" [height]="28" />
  `,
  styleUrl: '../_section.scss',
})
export class StatusPagesSection {
  readonly #api = inject(Api);
  protected readonly editor = inject(StatusPageEditor);
  protected readonly words = statusPageWords;
  protected readonly pages = liveResource({
    params: () => 'all',
    load: (_, signal) => this.#api.client.statusPages.list.query(undefined, { signal }),
  });

  /** Reads the pages again once something has changed. */
  protected async after(change: Promise<boolean>): Promise<void> {
    if (await change) this.pages.reload();
  }
}
