import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import {
  type Channel,
  channelFields,
  type ChannelKind,
  channelKinds,
  type ChannelTest,
} from '@app/domain';
import { Clock } from '../../shared/data/clock';
import { Icon } from '../../shared/ui/icon';
import type { IconName } from '../../shared/ui/icons';
import { Timestamp } from '../../shared/ui/timestamp';
import { formatMoment } from '../../shared/util/instant';
import { channelWords } from '../../shared/words/channels';

const ICONS: Record<ChannelKind, IconName> = {
  email: 'email',
  slack: 'chat',
  discord: 'chat',
  teams: 'chat',
  telegram: 'chat',
  ntfy: 'bell',
  pushover: 'bell',
  pagerduty: 'bell',
  webhook: 'hook',
};

/** What a test message met: being sent, or what the provider answered. */
export type TestState = 'sending' | ChannelTest;

/** One channel: kind, where it goes, its last message, and what can be done with it. */
@Component({
  selector: 'app-channel-card',
  imports: [
    Icon,
    MatButton,
    MatIconButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    MatSlideToggle,
    Timestamp,
  ],
  templateUrl: './channel-card.html',
  styleUrl: './channel-card.scss',
  host: { class: 'panel' },
})
export class ChannelCard {
  readonly channel = input.required<Channel>();
  readonly fallback = input<Channel>();
  readonly test = input<TestState>();
  readonly turn = output<boolean>();
  readonly sendTest = output();
  readonly edit = output();
  readonly remove = output();

  readonly #clock = inject(Clock);
  protected readonly words = channelWords;
  protected readonly failing = computed(() => {
    const { notDeliveringSince, notDeliveringBecause, retrying = 0 } = this.channel();
    if (!notDeliveringSince) return null;
    return {
      since: channelWords.notDeliveringSince(
        formatMoment(notDeliveringSince, this.#clock.coarse()),
      ),
      because: notDeliveringBecause ?? null,
      todo: [
        channelWords.retrying(retrying),
        this.fallback() ? channelWords.fallbackTells : channelWords.mend,
      ].join(' '),
    };
  });
  protected readonly kind = computed(() => channelKinds[this.channel().kind].words.name);
  protected readonly icon = computed(() => ICONS[this.channel().kind]);
  protected readonly goesTo = computed(() => {
    const { kind, config } = this.channel();
    const [first] = channelFields(kind);
    const value = config[first?.[0] ?? ''];
    return Array.isArray(value) ? value.join(', ') : value;
  });
  protected readonly answer = computed(() => {
    const test = this.test();
    if (!test || test === 'sending') return null;
    return {
      tone: test.delivered ? 'up' : 'down',
      text: test.delivered
        ? channelWords.delivered(test.detail)
        : channelWords.notDelivered(test.detail),
    };
  });
}
