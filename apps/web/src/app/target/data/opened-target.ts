import { computed, effect, inject, type Signal } from '@angular/core';
import { Router } from '@angular/router';
import type { Target } from '@app/domain';
import type { LiveResource } from '../../shared/data/live-resource';
import { TargetActor } from '../../shared/actions/target-actor';
import type { TargetAction } from '../../shared/ui/target-menu';
import { targetWords } from '../../shared/words/target';
import { PageTitle } from '../../shell/page-title';
import { targetById } from './target-by-id';

export interface OpenedTarget {
  target: LiveResource<Target>;
  /** There is none with this id, or no longer. */
  isUnknown: Signal<boolean>;
  /** Does something to the target, which the page shows at once; leaves the page when it is gone. */
  act: (action: TargetAction) => Promise<void>;
}

/** The target that a page is about, and named after. Needs an injection context. */
export function openedTarget(id: Signal<string>): OpenedTarget {
  const actor = inject(TargetActor);
  const router = inject(Router);
  const title = inject(PageTitle);
  const target = targetById(id);
  const isUnknown = computed(() => {
    const code = target.refusal()?.code;
    return code === 'NOT_FOUND' || code === 'BAD_REQUEST';
  });
  effect(() => {
    const name = target.value()?.name;
    if (isUnknown()) title.show(targetWords.notFound);
    else if (name) title.show(name);
  });
  const act = async (action: TargetAction): Promise<void> => {
    const known = target.value();
    const changed = known && (await actor.act(action, known));
    if (!changed) return;
    if (action === 'remove') await router.navigateByUrl('/');
    else target.value.set(changed);
  };
  return { target, isUnknown, act };
}
