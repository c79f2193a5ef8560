import type { ExpiryItem } from '@app/domain';
import { formatDaysLeft } from '../util/figures';
import { formatDate } from '../util/instant';

const sources: Record<ExpiryItem['source'], string> = {
  certificate: 'from the certificate',
  rdap: 'from the registry (RDAP)',
  whois: 'from the registry (WHOIS)',
  manual: 'entered by hand',
};

/** Words of what ends, wherever a countdown is shown. */
export const expiryWords = {
  kinds: { certificate: 'Certificate', domain: 'Domain' },
  sources,
  /** Days left as a sentence's end: `12 days left`, `expired`. */
  left: (days: number): string =>
    days <= 0 ? formatDaysLeft(days) : `${formatDaysLeft(days)} left`,
  /** When it ends and who says so. */
  dated: (expiresAt: Date, source: ExpiryItem['source']): string =>
    `${formatDate(expiresAt)}, ${sources[source]}`,
};
