import { inject, resource, type Signal } from '@angular/core';
import type { ExpiryChoices } from '@app/domain';
import { Api } from '../../shared/data/api';

/** What the list can be filtered by; null until it is known, and when it cannot be read. Needs an injection context. */
export function expiryChoices(): Signal<ExpiryChoices | null> {
  const api = inject(Api);
  const choices = resource({
    defaultValue: null,
    loader: ({ abortSignal }): Promise<ExpiryChoices | null> =>
      api.client.expiry.choices.query(undefined, { signal: abortSignal }).catch(() => null),
  });
  return choices.value.asReadonly();
}
