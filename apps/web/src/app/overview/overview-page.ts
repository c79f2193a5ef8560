import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import type { Target } from '@app/domain';
import { Clock } from '../shared/data/clock';
import { OpenAlerts } from '../shared/data/open-alerts';
import { StatusCounts } from '../shared/data/status-counts';
import { TargetActor } from '../shared/actions/target-actor';
import type { TargetAction } from '../shared/ui/target-menu';
import { LoadState } from '../shared/ui/load-state';
import { ListEnd } from '../shared/ui/list-end';
import { Banner } from '../shared/ui/banner';
import { formatDuration } from '../shared/util/figures';
import { overviewWords } from '../shared/words/overview';
import { type Filter, isNarrowed, isSameFilter, parseFilter } from './data/filter';
import { targetList } from './data/target-list';
import { oldestOutage, wrongNow } from './data/wrong-now';
import { EmptyOverview } from './ui/empty-overview';
import { FilterBar } from './ui/filter-bar';
import { TargetTable } from './ui/target-table';
import { WrongNow } from './ui/wrong-now';

@Component({
  selector: 'app-overview-page',
  imports: [EmptyOverview, FilterBar, ListEnd, LoadState, MatButton, Banner, TargetTable, WrongNow],
  templateUrl: './overview-page.html',
  host: { class: 'page' },
})
export class OverviewPage {
  readonly search = input<string>();
  readonly status = input<string>();
  readonly tags = input<string>();

  readonly #router = inject(Router);
  readonly #clock = inject(Clock);
  readonly #actor = inject(TargetActor);
  readonly #openAlerts = inject(OpenAlerts);
  readonly #counts = inject(StatusCounts);

  protected readonly words = overviewWords;
  protected readonly filter = computed(
    () => parseFilter(this.search(), this.status(), this.tags()),
    { equal: isSameFilter },
  );
  protected readonly isNarrowed = computed(() => isNarrowed(this.filter()));
  protected readonly list = targetList(this.filter);
  protected readonly counts = this.#counts.counts;
  protected readonly wrong = computed(() => wrongNow(this.#openAlerts.alerts() ?? []));
  protected readonly isPart = this.#openAlerts.isPart;
  protected readonly knownTags = computed(() => tagsOf(this.list.value() ?? [], this.filter()));
  protected readonly sentence = computed(() => {
    const counts = this.counts();
    // The oldest of a part says nothing about the others.
    const oldest = this.isPart() ? null : oldestOutage(this.#openAlerts.alerts() ?? []);
    const lasting = oldest && formatDuration(this.#clock.coarse().getTime() - oldest.getTime());
    return counts && overviewWords.situation(counts, lasting);
  });

  protected narrow(filter: Partial<Filter>): void {
    const { search, status, tags } = { ...this.filter(), ...filter };
    void this.#router.navigate([], {
      queryParams: { search: search || null, status, tags: tags.join(',') || null },
      replaceUrl: true,
    });
  }

  protected clear(): void {
    this.narrow({ search: '', status: null, tags: [] });
  }

  protected act({ action, target }: { action: TargetAction; target: Target }): void {
    void this.#actor.act(action, target);
  }
}

const tagsOf = (targets: readonly Target[], filter: Filter): string[] =>
  [...new Set([...filter.tags, ...targets.flatMap(({ tags }) => tags)])].sort((a, b) =>
    a.localeCompare(b),
  );
