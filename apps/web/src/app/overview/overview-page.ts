import {
  Component,
  computed,
  inject,
  Injector,
  input,
  resource,
  type Signal,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import type { Target } from '@app/domain';
import { allKnown } from '../shared/data/all-known';
import { Api } from '../shared/data/api';
import { Clock } from '../shared/data/clock';
import { OpenAlerts } from '../shared/data/open-alerts';
import { StatusCounts } from '../shared/data/status-counts';
import { Dialogs } from '../shared/actions/dialogs';
import { LoadState } from '../shared/ui/load-state';
import { Banner } from '../shared/ui/banner';
import { formatDuration } from '../shared/util/figures';
import type { BulkKind } from '../shared/words/bulk';
import { overviewWords } from '../shared/words/overview';
import {
  DEFAULT_SORTING,
  isNarrowed,
  isSameQuery,
  readAddress,
  type TargetQuery,
  writeAddress,
} from './data/filter';
import { OngoingSilences } from './data/ongoing-silences';
import { selection } from './data/selection';
import { targetList } from './data/target-list';
import { oldestOutage, wrongNow } from './data/wrong-now';
import { ExampleNote } from './first/example-note';
import { FirstMinute } from './first/first-minute';
import { FirstSteps } from './first/first-steps';
import { SilenceNote } from './silence-note';
import { FilterBar } from './ui/filter-bar';
import { SelectionBar } from './ui/selection-bar';
import { OverviewSkeleton } from './ui/overview-skeleton';
import type { TargetDeed } from './ui/target-row';
import { TargetTable } from './ui/target-table';
import { WrongNow } from './ui/wrong-now';

/** Rows that are looked through for examples. */
const FIRST_ROWS = 30;
/** As the domain has them, a value of which would bring all schemas into the first page. */
const EXAMPLES_PATH = '/examples/';
const EXAMPLE_TAG = 'example';

@Component({
  selector: 'app-overview-page',
  imports: [
    ExampleNote,
    FirstMinute,
    FilterBar,
    LoadState,
    MatButton,
    Banner,
    OverviewSkeleton,
    SelectionBar,
    SilenceNote,
    TargetTable,
    WrongNow,
  ],
  templateUrl: './overview-page.html',
  styleUrl: './overview-page.scss',
  host: { class: 'page', '[class.choosing]': 'chosen().size > 0' },
})
export class OverviewPage {
  readonly search = input<string>();
  readonly status = input<string>();
  readonly tags = input<string>();
  readonly match = input<string>();
  readonly sort = input<string>();

  readonly #api = inject(Api);
  readonly #router = inject(Router);
  readonly #clock = inject(Clock);
  readonly #dialogs = inject(Dialogs);
  readonly #injector = inject(Injector);
  readonly #openAlerts = inject(OpenAlerts);
  readonly #counts = inject(StatusCounts);
  readonly #silences = inject(OngoingSilences);
  readonly #firstStep = inject(FirstSteps).step;

  protected readonly words = overviewWords;
  protected readonly query = computed(
    () =>
      readAddress({
        search: this.search(),
        status: this.status(),
        tags: this.tags(),
        match: this.match(),
        sort: this.sort(),
      }),
    { equal: isSameQuery },
  );
  protected readonly isNarrowed = computed(() => isNarrowed(this.query()));
  protected readonly list = targetList(this.query);
  /** Targets that are about to be removed, once somebody has begun with that. */
  readonly #leaving = signal<Signal<ReadonlySet<string>> | null>(null);
  /** The list as it is shown: without what is about to be removed. */
  protected readonly listed = computed(() => {
    const leaving = this.#leaving()?.();
    const ids = this.list.value();
    return leaving?.size ? (ids?.filter((id) => !leaving.has(id)) ?? null) : ids;
  });
  protected readonly selection = selection(computed(() => this.listed() ?? []));
  protected readonly chosen = computed(() => new Set(this.selection.ids()));
  protected readonly counts = this.#counts.counts;
  /** Somebody is new here, or has not seen yet how an alert will look. */
  protected readonly isFirst = computed(
    () => this.counts()?.all === 0 || this.#firstStep() !== null,
  );
  /** Some of the first rows are examples, which the server itself answers for. */
  protected readonly hasExamples = computed(() =>
    this.listed()
      ?.slice(0, FIRST_ROWS)
      .some((id) => isExample(this.list.rowOf(id).target())),
  );
  /** Everything that stands on the page comes at once, so that nothing is pushed aside. */
  protected readonly isReady = allKnown(() => [
    this.list,
    { value: this.#counts.counts, refusal: this.#counts.refusal },
    { value: this.#openAlerts.alerts, refusal: this.#openAlerts.refusal },
    this.#silences.mutes,
    this.#silences.windows,
  ]);
  protected readonly wrong = computed(() => wrongNow(this.#openAlerts.alerts() ?? []));
  protected readonly isPart = this.#openAlerts.isPart;
  /** Read when somebody opens the choice. */
  protected readonly areTagsWanted = signal(false);
  readonly #allTags = resource({
    params: () => (this.areTagsWanted() ? 'all' : undefined),
    loader: async ({ abortSignal }) =>
      (await this.#api.client.targets.tags.query(undefined, { signal: abortSignal })).items,
  });
  protected readonly knownTags = computed(() => {
    const items = this.#allTags.hasValue() ? this.#allTags.value() : [];
    return [...new Set([...items.map(({ tag }) => tag), ...this.query().tags])];
  });
  protected readonly sentence = computed(() => {
    const counts = this.counts();
    // The oldest of a part says nothing about the others.
    const oldest = this.isPart() ? null : oldestOutage(this.#openAlerts.alerts() ?? []);
    const lasting = oldest && formatDuration(this.#clock.coarse().getTime() - oldest.getTime());
    return counts && overviewWords.situation(counts, lasting);
  });

  protected narrow(change: Partial<TargetQuery>): void {
    void this.#router.navigate([], {
      queryParams: writeAddress({ ...this.query(), ...change }),
      replaceUrl: true,
    });
  }

  protected clear(): void {
    this.narrow({ search: '', status: null, tags: [], sorting: DEFAULT_SORTING });
  }

  /** Shows the list as it is now, from its top. */
  protected renew(): void {
    scrollTo({ top: 0 });
    this.list.reload();
  }

  /** Does something to all chosen targets; the code for it comes with the first time. */
  protected async actOnChosen(kind: BulkKind): Promise<void> {
    const { BulkActor } = await this.#dialogs.load(() => import('./bulk/bulk-actor'));
    const actor = this.#injector.get(BulkActor);
    this.#leaving.set(actor.leaving);
    if (await actor.act(kind, this.selection.ids())) this.selection.clear();
  }

  protected async act({ action, target }: TargetDeed): Promise<void> {
    const { TargetActor } = await this.#dialogs.load(
      () => import('../shared/actions/target-actor'),
    );
    const changed = await this.#injector.get(TargetActor).act(action, target);
    if (!changed) return;
    if (action === 'remove') this.list.drop(target.id);
    else this.list.put(changed);
  }
}

/** Somebody may watch such an address of their own: then it has no such tag. */
const isExample = (target: Pick<Target, 'url' | 'tags'> | null | undefined): boolean =>
  target?.url.includes(EXAMPLES_PATH) === true && target.tags.includes(EXAMPLE_TAG);
