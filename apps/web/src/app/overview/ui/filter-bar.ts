import {
  Component,
  computed,
  DestroyRef,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import type { StatusCounts } from '@app/domain';
import { Icon } from '../../shared/ui/icon';
import { overviewWords } from '../../shared/words/overview';
import { sharedWords } from '../../shared/words/shared';
import { type Sorting, type TargetQuery, writeSorting } from '../data/filter';
import { WORST_FIRST } from '../data/order';
import { RowDensity } from '../data/row-density';

/** Pause in typing after which the search runs, in milliseconds. */
const TYPING_PAUSE_MS = 250;

const SORTINGS: readonly [Sorting, string][] = [
  [{ by: 'worst', isReversed: false }, overviewWords.sorted.worst],
  [{ by: 'name', isReversed: false }, overviewWords.sorted.name],
  [{ by: 'slowest', isReversed: false }, overviewWords.sorted.slowest],
  [{ by: 'uptime', isReversed: false }, overviewWords.sorted.uptime],
  [{ by: 'newest', isReversed: false }, overviewWords.sorted.newest],
];

/** Search, status and tags that narrow the list. */
@Component({
  selector: 'app-filter-bar',
  imports: [
    Icon,
    MatButton,
    MatIconButton,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    RouterLink,
  ],
  templateUrl: './filter-bar.html',
  styleUrl: './filter-bar.scss',
})
export class FilterBar {
  readonly query = input.required<TargetQuery>();
  readonly counts = input.required<StatusCounts | null>();
  readonly tags = input.required<readonly string[]>();
  /** Text and tags; a status is a link. */
  readonly narrow = output<Partial<TargetQuery>>();
  /** Somebody looks at the tags: now they are needed. */
  readonly openTags = output();

  protected readonly words = overviewWords;
  protected readonly density = inject(RowDensity);
  protected readonly matches = ['all', 'any'] as const;
  protected readonly typed = linkedSignal(() => this.query().search);
  /** Statuses that some target has, and the chosen one, worst first as in the list. */
  protected readonly statuses = computed(() => {
    const counts = this.counts();
    if (!counts) return [];
    return WORST_FIRST.filter((status) => counts[status] > 0 || this.query().status === status).map(
      (status) => ({ status, word: sharedWords.statuses[status], count: counts[status] }),
    );
  });
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.#timer);
    });
  }

  /** Orders to choose from where no column has a head, on a phone. */
  protected readonly sortings = SORTINGS.map(([sorting, word]) => ({
    sort: writeSorting(sorting),
    word,
    sorting,
  }));
  protected readonly isChosen = ({ by, isReversed }: Sorting): boolean =>
    this.query().sorting.by === by && this.query().sorting.isReversed === isReversed;

  /** Chooses a tag or gives it up; the menu stays open for the next one. */
  protected toggle(event: Event, tag: string): void {
    event.stopPropagation();
    const { tags } = this.query();
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
