import type { Alert, ExpiryItem } from '@app/domain';

/** The part of a target's page that tells more of an alert; undefined when the whole page does. */
export function alertPlace({
  kind,
  domain,
}: Pick<Alert, 'kind' | 'domain'>): ExpiryItem['kind'] | undefined {
  if (domain !== null || kind === 'dns') return 'domain';
  return kind === 'certificate' || kind === 'check-trouble' ? 'certificate' : undefined;
}
