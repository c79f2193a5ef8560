import { inject, type Signal } from '@angular/core';
import type { CertificateDetails, Target } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';

/** The certificate of a target, read anew when a check has looked at it. Needs an injection context. */
export function targetCertificate(id: Signal<string>): LiveResource<CertificateDetails> {
  const api = inject(Api);
  const shown: LiveResource<CertificateDetails> = liveResource({
    params: id,
    load: (asked, signal) => api.client.targets.certificate.query({ id: asked }, { signal }),
    isStale: (event, asked) =>
      event.type === 'target' &&
      event.target.id === asked &&
      isLookedAtSince(shown.value(), event.target),
  });
  return shown;
}

function isLookedAtSince(known: CertificateDetails | null, { certificate }: Target): boolean {
  const at = known?.trouble?.at ?? known?.reading?.at;
  return certificate?.checkedAt.getTime() !== at?.getTime();
}
