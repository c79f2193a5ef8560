import { hasSealed, type RequestSettings, type Vault, withSecrets } from '@app/domain';

/** The request of a target with its secrets in clear; what cannot be opened stays sealed. */
export const openedRequest = (
  vault: Vault,
  id: string,
  request: RequestSettings,
): RequestSettings =>
  hasSealed(request)
    ? withSecrets(
        request,
        ({ field, text }) => vault.open(text, { collection: 'targets', id, field }) ?? text,
      )
    : request;
