import {
  CdkFixedSizeVirtualScroll,
  CdkVirtualForOf,
  CdkVirtualScrollableWindow,
  CdkVirtualScrollViewport,
} from '@angular/cdk/scrolling';
import {
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  output,
  type Signal,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { TargetSort } from '@app/domain';
import { Icon } from '../../shared/ui/icon';
import { overviewWords } from '../../shared/words/overview';
import type { Range } from '../data/target-list';
import { RowDensity } from '../data/row-density';
import { nextSorting, type Sorting, writeSorting } from '../data/filter';
import type { TargetRow as Row } from '../data/target-rows';
import { type TargetDeed, TargetRow } from './target-row';

interface Column {
  name: 'choose' | 'status' | 'name' | 'day' | 'response' | 'uptime' | 'menu';
  sort?: TargetSort;
}

const COLUMNS: readonly Column[] = [
  { name: 'choose' },
  { name: 'status', sort: 'worst' },
  { name: 'name', sort: 'name' },
  { name: 'day' },
  { name: 'response', sort: 'slowest' },
  { name: 'uptime', sort: 'uptime' },
  { name: 'menu' },
];

/** Heights of a row on a desk and of a card on a phone, in pixels; the style sheets say the same. */
const ROW_PX = 52;
const COMPACT_PX = 32;
const CARD_PX = 104;
const PHONE = '(max-width: 700px)';

/** All targets, of which only those near the window are there: one table on a desk, cards on a phone. */
@Component({
  selector: 'app-target-table',
  imports: [
    CdkFixedSizeVirtualScroll,
    CdkVirtualForOf,
    CdkVirtualScrollableWindow,
    CdkVirtualScrollViewport,
    Icon,
    RouterLink,
    TargetRow,
  ],
  templateUrl: './target-table.html',
  styleUrl: './target-table.scss',
  host: {
    class: 'panel',
    role: 'table',
    '[class.compact]': 'isCompact()',
    '[attr.aria-label]': 'words.list',
    '[attr.aria-rowcount]': 'ids().length + 1',
    '(pointerenter)': 'isPointed.set(true)',
    '(pointerleave)': 'isPointed.set(false)',
    '(focusin)': 'isFocused.set(true)',
    '(focusout)': 'isFocused.set(false)',
  },
})
export class TargetTable {
  readonly ids = input.required<readonly string[]>();
  readonly rowOf = input.required<(id: string) => Row>();
  readonly sorting = input.required<Sorting>();
  /** Somebody is about to use a row: none may move. */
  readonly hold = output<boolean>();
  /** Which rows are there. */
  readonly show = output<Range>();
  readonly act = output<TargetDeed>();
  readonly pickTag = output<string>();
  readonly chosen = input<ReadonlySet<string>>(new Set());
  readonly isAll = input(false);
  readonly choose = output<{ id: string; isRange: boolean }>();
  /** All rows, or none. */
  readonly chooseAll = output<boolean>();

  protected readonly words = overviewWords;
  protected readonly isPointed = signal(false);
  protected readonly isFocused = signal(false);
  protected readonly isCompact = inject(RowDensity).isCompact;
  protected readonly rowPx = rowHeight(this.isCompact);
  protected readonly columns = computed(() => {
    const { by, isReversed } = this.sorting();
    return COLUMNS.map(({ name, sort }) => ({
      name,
      word: overviewWords.columns[name],
      sort: sort && { to: writeSorting(nextSorting(this.sorting(), sort)) },
      // The usual way of an order is the one that reads down from its worst or its first.
      direction: sort === by ? (isReversed ? 'descending' : 'ascending') : null,
    }));
  });
  protected readonly byId = (_: number, id: string): string => id;
  protected readonly viewport = viewChild.required(CdkVirtualScrollViewport);

  constructor() {
    effect(() => {
      this.hold.emit(this.isPointed() || this.isFocused() || this.chosen().size > 0);
    });
    effect((onCleanup) => {
      const ranges = this.viewport().renderedRangeStream.subscribe((range) => {
        this.show.emit(range);
      });
      onCleanup(() => {
        ranges.unsubscribe();
      });
    });
  }
}

/** Height of a row at the present width: a card is never low. Needs an injection context. */
function rowHeight(isCompact: Signal<boolean>): Signal<number> {
  const phone = matchMedia(PHONE);
  const isPhone = signal(phone.matches);
  const follow = (): void => {
    isPhone.set(phone.matches);
  };
  phone.addEventListener('change', follow);
  inject(DestroyRef).onDestroy(() => {
    phone.removeEventListener('change', follow);
  });
  return computed(() => (isPhone() ? CARD_PX : isCompact() ? COMPACT_PX : ROW_PX));
}
