import { booleanAttribute, Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { channelKinds, type Delivery } from '@app/domain';
import { Icon } from './icon';
import type { IconName } from './icons';
import { Clock } from '../data/clock';
import { formatMoment } from '../util/instant';
import { Timestamp } from './timestamp';
import { alertWords } from '../words/alerts';

const LOOKS: Record<Delivery['state'], { icon: IconName; tone: string }> = {
  pending: { icon: 'pending', tone: 'pending' },
  sent: { icon: 'up', tone: 'up' },
  dead: { icon: 'down', tone: 'down' },
  dismissed: { icon: 'paused', tone: 'paused' },
  dropped: { icon: 'paused', tone: 'paused' },
};

/** What is sent as soon as this needs no word. */
const SOON_MS = 15_000;

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
  readonly dismiss = output<Delivery>();

  readonly #clock = inject(Clock);

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
            : [
                channelKinds[delivery.channelKind].words.name,
                delivery.channelName,
                delivery.recipient ?? [],
              ]
                .flat()
                .join(' '),
        last: delivery.attempts.at(-1),
        note: this.#noteOf(delivery),
      })),
  );

  /** Why it was not sent, or when it will be. */
  #noteOf({ state, droppedBecause, nextAttemptAt, attempts }: Delivery): string | null {
    if (droppedBecause) return alertWords.dropReasons[droppedBecause];
    const now = this.#clock.coarse();
    if (
      state !== 'pending' ||
      !nextAttemptAt ||
      nextAttemptAt.getTime() - now.getTime() < SOON_MS
    ) {
      return null;
    }
    const clock = formatMoment(nextAttemptAt, now);
    return attempts.length > 0 ? alertWords.nextTry(clock) : alertWords.waitsUntil(clock);
  }
}
