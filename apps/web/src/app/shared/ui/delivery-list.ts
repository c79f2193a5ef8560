import { booleanAttribute, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { channelKinds, type Delivery } from '@app/domain';
import { Icon } from './icon';
import type { IconName } from './icons';
import { Timestamp } from './timestamp';
import { alertWords } from '../words/alerts';

const LOOKS: Record<Delivery['state'], { icon: IconName; tone: string }> = {
  pending: { icon: 'pending', tone: 'pending' },
  sent: { icon: 'up', tone: 'up' },
  dead: { icon: 'down', tone: 'down' },
  dismissed: { icon: 'paused', tone: 'paused' },
  dropped: { icon: 'paused', tone: 'paused' },
};

/** Who was told of an alert, how, and what the provider answered. */
@Component({
  selector: 'app-delivery-list',
  imports: [Icon, MatButton, Timestamp, RouterLink],
  templateUrl: './delivery-list.html',
  styleUrl: './delivery-list.scss',
})
export class DeliveryList {
  readonly deliveries = input.required<readonly Delivery[]>();
  /** Deliveries of several alerts: each row then leads to its own. */
  readonly isMixed = input(false, { transform: booleanAttribute });
  readonly redrive = output<Delivery>();

  protected readonly words = alertWords;
  protected readonly rows = computed(() =>
    [...this.deliveries()]
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
      .map((delivery) => ({
        delivery,
        ...LOOKS[delivery.state],
        event: alertWords.events[delivery.event],
        state: alertWords.states[delivery.state],
        channel:
          delivery.channelKind === 'in-app'
            ? alertWords.inApp
            : `${channelKinds[delivery.channelKind].words.name} ${delivery.channelName}`,
        last: delivery.attempts.at(-1),
      })),
  );
}
