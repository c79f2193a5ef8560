import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { type Channel, type ChannelKind, channelKinds, type Delivery } from '@app/domain';
import { Api } from '../shared/data/api';
import { channelList } from '../shared/data/channel-list';
import { asRefusal } from '../shared/data/refusal';
import { Redriver } from '../shared/data/redriver';
import { DeliveryList } from '../shared/ui/delivery-list';
import { ListEnd } from '../shared/ui/list-end';
import { LoadState } from '../shared/ui/load-state';
import { Icon } from '../shared/ui/icon';
import { Banner } from '../shared/ui/banner';
import { channelWords } from '../shared/words/channels';
import { AdminChannelsForm } from './admin-channels-form';
import { ChannelEditor } from './channel-editor';
import { deadDeliveries } from './data/dead-deliveries';
import { installationSettings } from '../shared/data/installation-settings';
import { ChannelCard, type TestState } from './ui/channel-card';

@Component({
  selector: 'app-channels-page',
  imports: [
    AdminChannelsForm,
    ChannelCard,
    DeliveryList,
    Icon,
    ListEnd,
    LoadState,
    MatButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    Banner,
  ],
  templateUrl: './channels-page.html',
  styleUrl: './channels-page.scss',
  host: { class: 'page' },
})
export class ChannelsPage {
  readonly #api = inject(Api);
  readonly #editor = inject(ChannelEditor);
  readonly #redriver = inject(Redriver);
  protected readonly words = channelWords;
  protected readonly kinds = Object.values(channelKinds);
  protected readonly channels = channelList();
  protected readonly settings = installationSettings();
  protected readonly dead = deadDeliveries();
  protected readonly tests = signal<ReadonlyMap<string, TestState>>(new Map());
  protected readonly byId = computed(
    () => new Map(this.channels.value()?.items.map((channel) => [channel.id, channel])),
  );

  protected add(kind: ChannelKind): Promise<void> {
    return this.#then(this.#editor.add(kind, this.#others(), this.channels.value()?.notSetUp));
  }

  protected edit(channel: Channel): Promise<void> {
    return this.#then(
      this.#editor.change(channel, this.#others(channel), this.channels.value()?.notSetUp),
    );
  }

  protected turn(channel: Channel, isEnabled: boolean): Promise<void> {
    return this.#then(this.#editor.turn(channel, isEnabled));
  }

  protected remove(channel: Channel): Promise<void> {
    return this.#then(this.#editor.remove(channel, this.#others(channel)));
  }

  protected async test({ id }: Channel): Promise<void> {
    this.#showTest(id, 'sending');
    try {
      this.#showTest(id, await this.#api.client.channels.test.mutate({ id }));
    } catch (error) {
      this.#showTest(id, { delivered: false, detail: asRefusal(error).message });
    }
  }

  protected async redrive({ id }: Delivery): Promise<void> {
    if (await this.#redriver.redrive(id)) this.dead.reload();
  }

  protected async dismiss(deliveries: readonly Delivery[]): Promise<void> {
    const ids = deliveries.map(({ id }) => id);
    if (await this.#redriver.dismiss(ids)) this.dead.reload();
  }

  #others(channel?: Channel): Channel[] {
    return [...this.byId().values()].filter(({ id }) => id !== channel?.id);
  }

  #showTest(id: string, state: TestState): void {
    this.tests.update((tests) => new Map([...tests, [id, state]]));
  }

  async #then(changed: Promise<Channel | boolean | null>): Promise<void> {
    if (await changed) this.channels.reload();
  }
}
