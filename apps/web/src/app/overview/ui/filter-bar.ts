import {
  Component,
  computed,
  DestroyRef,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSelectModule } from '@angular/material/select';
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
  imports: [Icon, MatFormFieldModule, MatInput, MatSelectModule, RouterLink],
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

  protected type(text: string): void {
    this.typed.set(text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.narrow.emit({ search: text });
    }, TYPING_PAUSE_MS);
  }
}
