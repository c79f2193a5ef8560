import { Component, computed, inject, Injector, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { type Channel, type ChannelKind, channelKinds } from '@app/domain';
import { Dialogs } from '../../shared/actions/dialogs';
import { channelList } from '../../shared/data/channel-list';
import { LoadState } from '../../shared/ui/load-state';
import { firstWords } from '../../shared/words/first';

/** Asks one question: where alerts go. */
@Component({
  selector: 'app-first-telling',
  imports: [LoadState, MatButton],
  template: `
    <h2>{{ words.tellTitle }}</h2>
    <p class="soft">{{ words.tellHint }}</p>
    @if (channels.value(); as list) {
      <div class="kinds">
        @for (channel of list.items; track channel.id) {
          <button matButton="outlined" type="button" (click)="chosen.emit(channel)">
            {{ channel.name }}
          </button>
        }
        @for (known of kinds(); track known.kind) {
          <button matButton="outlined" type="button" (click)="add(known.kind)">
            {{ known.words.name }}
          </button>
        }
      </div>
      <button matButton type="button" class="none" (click)="skip.emit()">
        {{ words.inboxOnly }}
      </button>
    }
    <app-load-state [of]="channels" [rows]="1" [height]="40" />
  `,
  styles: `
    .kinds {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin: 16px 0 8px;
    }
    .none {
      margin-left: -12px;
    }
  `,
})
export class FirstTelling {
  readonly chosen = output<Channel>();
  readonly skip = output();

  readonly #dialogs = inject(Dialogs);
  readonly #injector = inject(Injector);
  protected readonly words = firstWords;
  protected readonly channels = channelList();
  /** Those that need nothing of the operator come first. */
  protected readonly kinds = computed(() => {
    const notSetUp = this.channels.value()?.notSetUp ?? [];
    const isMissing = ({ kind }: { kind: ChannelKind }): number => Number(notSetUp.includes(kind));
    return Object.values(channelKinds).toSorted((a, b) => isMissing(a) - isMissing(b));
  });

  protected async add(kind: ChannelKind): Promise<void> {
    const { items = [], notSetUp } = this.channels.value() ?? {};
    const { ChannelEditor } = await this.#dialogs.load(
      () => import('../../channels/channel-editor'),
    );
    const channel = await this.#injector.get(ChannelEditor).add(kind, items, notSetUp);
    if (channel) this.chosen.emit(channel);
  }
}
