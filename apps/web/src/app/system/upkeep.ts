import { Component, DestroyRef, inject } from '@angular/core';
import { Api } from '../shared/data/api';
import { liveResource } from '../shared/data/live-resource';
import { LoadState } from '../shared/ui/load-state';
import { Timestamp } from '../shared/ui/timestamp';
import { upkeepWords } from '../shared/words/upkeep';

/** Time between two readings, in milliseconds. */
const REFRESH_MS = 15_000;

/** The part of the system page that shows nightly work: when it was done, what came of it, and when it is due. */
@Component({
  selector: 'app-upkeep',
  imports: [LoadState, Timestamp],
  template: `
    @if (upkeep.value(); as report) {
      @if (report.items.length > 0) {
        <section class="panel" aria-labelledby="upkeep">
          <h2 id="upkeep">{{ words.title }}</h2>
          <p class="soft">{{ words.hint }}</p>
          <ul class="plain-list">
            @for (item of report.items; track item.name) {
              <li>
                <strong>{{ words.name(item.name) }}</strong>
                <span [class.down]="item.state === 'failed'">{{ words.state(item) }}</span>
                @if (item.lastAt; as at) {
                  <span>
                    <app-timestamp [at]="at" />
                    @if (item.seconds !== null) {
                      {{ words.took(item.seconds) }}
                    }
                  </span>
                }
                @if (item.nextAt; as next) {
                  <span class="soft"
                    >{{ words.next }} <app-timestamp [at]="next" mode="clock"
                  /></span>
                }
                @if (item.result; as result) {
                  <span class="result wrap-anywhere" [class.down]="item.state === 'failed'">{{
                    result
                  }}</span>
                }
              </li>
            }
          </ul>
        </section>
      }
    }
    <app-load-state isPanel [of]="upkeep" [rows]="3" [height]="28" />
  `,
  styles: `
    :host {
      display: block;
      margin-top: 16px;
    }
    section {
      padding: 12px 16px 16px;
    }
    p {
      margin: 0 0 8px;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 0 16px;
      padding: 8px 0;
    }
    li + li {
      border-top: 1px solid var(--line);
    }
    strong {
      min-width: 168px;
    }
    .result {
      flex-basis: 100%;
    }
  `,
})
export class Upkeep {
  readonly #api = inject(Api);
  protected readonly words = upkeepWords;
  protected readonly upkeep = liveResource({
    params: () => 'now',
    load: (_, signal) => this.#api.client.system.upkeep.query(undefined, { signal }),
  });

  constructor() {
    const timer = setInterval(this.upkeep.reload, REFRESH_MS);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
    });
  }
}
