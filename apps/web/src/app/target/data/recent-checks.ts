import { inject, type Signal } from '@angular/core';
import type { RecentChecks } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';

const SHOWN = 30;

/** The newest checks of a target, newest first, kept up to date. Needs an injection context. */
export function recentChecks(targetId: Signal<string>): LiveResource<RecentChecks> {
  const api = inject(Api);
  return liveResource({
    params: targetId,
    load: (asked, signal) =>
      api.client.checks.recent.query({ targetId: asked, limit: SHOWN }, { signal }),
    applyEvent: (recent, event, asked) => {
      if (event.type !== 'result' || event.targetId !== asked) return recent;
      const { check } = event;
      // A replayed event must not show its check twice.
      const others = recent.items.filter(
        ({ slot, kind }) => slot.getTime() !== check.slot.getTime() || kind !== check.kind,
      );
      const items = [check, ...others].sort((a, b) => b.at.getTime() - a.at.getTime());
      return { items: items.slice(0, SHOWN) };
    },
  });
}
