import { Component, computed, input } from '@angular/core';
import type { Status } from '@app/domain';
import { sharedWords } from '../words/shared';
import { Icon } from './icon';

/** A status as colour, shape and word. */
@Component({
  selector: 'app-status-badge',
  imports: [Icon],
  template: `<app-icon [name]="status()" /><span>{{ word() }}</span>`,
  styleUrl: './status-badge.scss',
  host: { '[attr.data-status]': 'status()' },
})
export class StatusBadge {
  readonly status = input.required<Status>();
  protected readonly word = computed(() => sharedWords.statuses[this.status()]);
}
