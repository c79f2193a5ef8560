import { inject, type Signal } from '@angular/core';
import type { RegistrationDetails, RegistrationSummary } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';

/** The registration that a target is on, read anew when its summary tells something new. Needs an injection context. */
export function targetRegistration(targetId: Signal<string>): LiveResource<RegistrationDetails> {
  const api = inject(Api);
  const shown: LiveResource<RegistrationDetails> = liveResource({
    params: targetId,
    load: (asked, signal) => api.client.domains.ofTarget.query({ targetId: asked }, { signal }),
    isStale: (event, asked) =>
      event.type === 'target' &&
      event.target.id === asked &&
      isNews(shown.value(), event.target.domain),
  });
  return shown;
}

const time = (at: Date | null | undefined): number | null => at?.getTime() ?? null;

const isDue = ({ nextLookupAt }: RegistrationDetails): boolean =>
  nextLookupAt !== null && nextLookupAt.getTime() <= Date.now();

function isNews(known: RegistrationDetails | null, summary: RegistrationSummary | null): boolean {
  if (!known) return true;
  return (
    known.name !== (summary?.name ?? null) ||
    known.source !== (summary?.source ?? null) ||
    time(known.expiresAt) !== time(summary?.expiresAt) ||
    time(known.checkedAt) !== time(summary?.checkedAt) ||
    // A lookup that was due may have been put off, which no summary tells.
    isDue(known)
  );
}
