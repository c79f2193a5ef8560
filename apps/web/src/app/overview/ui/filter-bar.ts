import {
  Component,
  computed,
  DestroyRef,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import type { StatusCounts } from '@app/domain';
import { Icon } from '../../shared/ui/icon';
import { overviewWords } from '../../shared/words/overview';
import { sharedWords } from '../../shared/words/shared';
import type { Filter } from '../data/filter';
import { WORST_FIRST } from '../data/order';

/** Pause in typing after which the search runs, in milliseconds. */
const TYPING_PAUSE_MS = 250;

/** Search, status and tags that narrow the list. */
@Component({
  selector: 'app-filter-bar',
  imports: [Icon, MatButton, MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger, RouterLink],
  templateUrl: './filter-bar.html',
  styleUrl: './filter-bar.scss',
})
export class FilterBar {
  readonly filter = input.required<Filter>();
  readonly counts = input.required<StatusCounts | null>();
  readonly tags = input.required<readonly string[]>();
  /** Text and tags; a status is a link. */
  readonly narrow = output<Partial<Filter>>();

  protected readonly words = overviewWords;
  protected readonly typed = linkedSignal(() => this.filter().search);
  /** Statuses that some target has, and the chosen one, worst first as in the list. */
  protected readonly statuses = computed(() => {
    const counts = this.counts();
    if (!counts) return [];
    return WORST_FIRST.filter(
      (status) => counts[status] > 0 || this.filter().status === status,
    ).map((status) => ({ status, word: sharedWords.statuses[status], count: counts[status] }));
  });
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.#timer);
    });
  }

  /** Chooses a tag or gives it up; the menu stays open for the next one. */
  protected toggle(event: Event, tag: string): void {
    event.stopPropagation();
    const { tags } = this.filter();
    this.narrow.emit({
      tags: tags.includes(tag) ? tags.filter((other) => other !== tag) : [...tags, tag],
    });
  }

  protected type(text: string): void {
    this.typed.set(text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.narrow.emit({ search: text });
    }, TYPING_PAUSE_MS);
  }
}
