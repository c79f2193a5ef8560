import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Mute } from '@app/domain/alerting';
import { Silencer } from '../shared/actions/silencer';
import { muteList } from '../shared/data/alert-rules';
import { Clock } from '../shared/data/clock';
import { targetNames } from '../shared/data/target-names';
import { LoadState } from '../shared/ui/load-state';
import { formatMoment } from '../shared/util/instant';
import { silenceWords } from '../shared/words/silence';

/** What is muted now, and until when. */
@Component({
  selector: 'app-mutes-section',
  imports: [LoadState, MatButton],
  template: `
    <div class="section-head">
      <h2 id="mutes-title">{{ words.mutes }}</h2>
      <button matButton="outlined" type="button" (click)="mute()">{{ words.muteMore }}</button>
    </div>
    <p class="section-hint soft">{{ words.mutesHint }}</p>
    @if (rows(); as rows) {
      <ul class="plain-list rows" aria-labelledby="mutes-title">
        @for (row of rows; track row.mute.id) {
          <li>
            <div class="what">
              <h3>{{ row.about }}</h3>
              <p class="soft">
                <span class="nowrap">{{ words.untilShort(row.until) }}</span>&ngsp;
                @if (row.mute.note; as note) {
                  &ngsp;<span class="wrap-anywhere">· {{ note }}</span>
                }
              </p>
            </div>
            <button
              matButton
              type="button"
              [attr.aria-label]="words.endMuteOf(row.about)"
              (click)="end(row.mute, row.about)"
            >
              {{ words.endMute }}
            </button>
          </li>
        }
      </ul>
      @if (rows.length === 0) {
        <p class="section-empty soft">{{ words.noMutes }}</p>
      }
    }
    <app-load-state [of]="mutes" [rows]="1" [height]="28" />
  `,
  styleUrl: './_section.scss',
})
export class MutesSection {
  readonly #clock = inject(Clock);
  readonly #silencer = inject(Silencer);
  protected readonly words = silenceWords;
  protected readonly mutes = muteList();
  readonly #names = targetNames(
    computed(() => this.mutes.value()?.items.flatMap(({ targetId }) => targetId ?? []) ?? []),
  );
  protected readonly rows = computed(() => {
    const now = this.#clock.coarse();
    return this.mutes
      .value()
      ?.items.flatMap((mute) =>
        mute.until > now
          ? [{ mute, about: this.#about(mute), until: formatMoment(mute.until, now) }]
          : [],
      );
  });

  protected async mute(): Promise<void> {
    if (await this.#silencer.mute({})) this.mutes.reload();
  }

  protected async end(mute: Mute, about: string): Promise<void> {
    if (await this.#silencer.unmute(mute, about)) this.mutes.reload();
  }

  #about({ targetId, tag }: Mute): string {
    if (targetId !== null) return silenceWords.about('target', this.#names().get(targetId) ?? null);
    return silenceWords.about(tag === null ? 'everything' : 'tag', tag);
  }
}
