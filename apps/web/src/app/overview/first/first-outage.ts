import { Component, inject, Injector, input, output, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ChannelTest } from '@app/domain';
import { Dialogs } from '../../shared/actions/dialogs';
import { Api } from '../../shared/data/api';
import { asRefusal } from '../../shared/data/refusal';
import { Icon } from '../../shared/ui/icon';
import { channelWords } from '../../shared/words/channels';
import { firstWords } from '../../shared/words/first';
import type { FirstStep } from './first-steps';

/** Has a channel told of an outage that did not happen, and shows what it was told. */
@Component({
  selector: 'app-first-outage',
  imports: [Icon, MatButton],
  template: `
    <h2>{{ words.outageTitle }}</h2>
    <p class="soft">{{ words.outageHint(step().targetName, channel.value()?.name ?? '') }}</p>
    <div class="actions">
      <button
        [matButton]="test() ? 'outlined' : 'filled'"
        type="button"
        [disabled]="isSending()"
        (click)="fire()"
      >
        {{ isSending() ? words.firing : test() ? words.again : words.fire }}
      </button>
      @if (test()?.delivered === false) {
        <button matButton="outlined" type="button" (click)="edit()">
          {{ words.edit(channel.value()?.name ?? '') }}
        </button>
      }
      <button
        [matButton]="test()?.delivered ? 'filled' : 'text'"
        type="button"
        (click)="done.emit()"
      >
        {{ test()?.delivered ? words.done : words.later }}
      </button>
    </div>
    <div role="status">
      @if (test(); as test) {
        <p class="answer wrap-anywhere" [class]="test.delivered ? 'up' : 'down'">
          <app-icon [name]="test.delivered ? 'up' : 'down'" />
          {{ test.delivered ? labels.delivered(test.detail) : labels.notDelivered(test.detail) }}
        </p>
        @if (test.told?.length) {
          <h3>{{ words.looks }}</h3>
        }
        @for (message of test.told; track message.title) {
          <article>
            <strong class="wrap-anywhere">{{ message.title }}</strong>
            <p class="wrap-anywhere soft">{{ message.text }}</p>
          </article>
        }
      }
    </div>
  `,
  styles: `
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin-top: 16px;
    }
    .answer {
      display: flex;
      align-items: center;
      gap: 8px;
      margin: 16px 0;
      font-weight: 600;
    }
    article {
      margin-top: 8px;
      padding: 12px 16px;
      border-left: 4px solid var(--status-up);
      border-radius: 4px;
      background: var(--page);
    }
    article:first-of-type {
      border-color: var(--status-down);
    }
    article p {
      white-space: pre-line;
    }
  `,
})
export class FirstOutage {
  readonly step = input.required<FirstStep>();
  readonly done = output();

  readonly #api = inject(Api);
  readonly #dialogs = inject(Dialogs);
  readonly #injector = inject(Injector);
  protected readonly words = firstWords;
  protected readonly labels = channelWords;
  protected readonly test = signal<ChannelTest | null>(null);
  protected readonly isSending = signal(false);
  readonly #channels = resource({
    loader: ({ abortSignal }) =>
      this.#api.client.channels.list.query(undefined, { signal: abortSignal }),
  });
  protected readonly channel = {
    value: () =>
      this.#channels.hasValue()
        ? (this.#channels.value().items.find(({ id }) => id === this.step().channelId) ?? null)
        : null,
  };

  protected async fire(): Promise<void> {
    const { channelId: id = '', targetId: outageOf } = this.step();
    this.isSending.set(true);
    try {
      this.test.set(await this.#api.client.channels.test.mutate({ id, outageOf }));
    } catch (error) {
      this.test.set({ delivered: false, detail: asRefusal(error).message });
    } finally {
      this.isSending.set(false);
    }
  }

  protected async edit(): Promise<void> {
    const channel = this.channel.value();
    if (!channel || !this.#channels.hasValue()) return;
    const { items, notSetUp } = this.#channels.value();
    const others = items.filter(({ id }) => id !== channel.id);
    const { ChannelEditor } = await this.#dialogs.load(
      () => import('../../channels/channel-editor'),
    );
    if (await this.#injector.get(ChannelEditor).change(channel, others, notSetUp)) {
      this.#channels.reload();
    }
  }
}
