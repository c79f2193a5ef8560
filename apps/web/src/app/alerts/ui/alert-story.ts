import { Component, computed, inject, input, output } from '@angular/core';
import type { AlertWithDeliveries, Delivery } from '@app/domain';
import type { StoryEntry } from '@app/domain/alerting';
import { Clock } from '../../shared/data/clock';
import { DeliveryList } from '../../shared/ui/delivery-list';
import { Icon } from '../../shared/ui/icon';
import { Timestamp } from '../../shared/ui/timestamp';
import { goesOn } from '../../shared/util/alert-course';
import { storyWords } from '../../shared/words/alert-story';
import { lookOf, textOf } from '../data/story-text';

interface Row {
  entry: StoryEntry;
  tone: string;
  icon: ReturnType<typeof lookOf>['icon'];
  title: string;
  details: string[];
  deliveries: Delivery[];
}

/** What happened to an alert, in the order in which it did. */
@Component({
  selector: 'app-alert-story',
  imports: [DeliveryList, Icon, Timestamp],
  template: `
    <ol class="plain-list">
      @for (row of rows(); track $index) {
        <li [class]="row.tone">
          <app-timestamp class="at" mode="seconds" [at]="row.entry.at" [focusable]="true" />
          <app-icon [name]="row.icon" />
          <div class="text">
            <p class="title">{{ row.title }}</p>
            @for (detail of row.details; track $index) {
              <p class="wrap-anywhere">{{ detail }}</p>
            }
            @if (row.deliveries.length > 0) {
              <app-delivery-list
                [deliveries]="row.deliveries"
                (redrive)="redrive.emit($event)"
                (dismiss)="dismiss.emit($event)"
              />
            }
          </div>
        </li>
      }
      @if (goesOn()) {
        <li class="soft">
          <span class="at"></span>
          <app-icon name="pending" />
          <p class="text">{{ words.goesOn }}</p>
        </li>
      }
    </ol>
  `,
  styleUrl: './alert-story.scss',
})
export class AlertStory {
  readonly alert = input.required<AlertWithDeliveries>();
  readonly redrive = output<Delivery>();
  readonly dismiss = output<Delivery>();

  readonly #clock = inject(Clock);
  protected readonly words = storyWords;
  protected readonly goesOn = computed(() => goesOn(this.alert()));
  protected readonly rows = computed((): Row[] => {
    const { story, deliveries } = this.alert();
    const byId = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
    const now = this.#clock.coarse();
    return story.map((entry) => ({
      entry,
      ...lookOf(entry),
      ...textOf(entry, now),
      deliveries: entry.is === 'told' ? entry.deliveryIds.flatMap((id) => byId.get(id) ?? []) : [],
    }));
  });
}
