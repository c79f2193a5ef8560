import { plainLine } from '../../common/plain-line.ts';
import type { SharedCause } from '../../delivery/message.ts';
import { formatCount } from '../format/figures.ts';
import { FAILURE_WORDS } from './failure-class.ts';

/** What the events of a digest are, as far as they are alike. */
export type DigestNews = 'down' | 'slow' | 'opened' | 'recovered' | 'ended' | 'mixed';

export interface DigestParts {
  news: DigestNews;
  count: number;
  /** How many of a mixed digest have begun, and how many have ended. */
  begun: number;
  ended: number;
  sharedCause: SharedCause | undefined;
}

const WHAT: Readonly<Record<Exclude<DigestNews, 'mixed'>, string>> = {
  down: 'targets are down',
  slow: 'targets are slow',
  opened: 'alerts',
  recovered: 'targets are up again',
  ended: 'alerts have ended',
};

const SHARED: Readonly<Record<SharedCause['is'], (value: string) => string>> = {
  host: (host) => `all on ${host}`,
  address: (address) => `all at ${address}`,
  certificate: (subject) => `all with the certificate ${subject}`,
  domain: (domain) => `all on the domain ${domain}`,
  tag: (tag) => `all tagged ${tag}`,
  failure: (failure) => `all for one reason: ${failure}`,
};

const sharedWords = (cause: SharedCause): string =>
  SHARED[cause.is](
    cause.is === 'failure' ? FAILURE_WORDS[cause.value] : plainLine(cause.value, 80),
  );

/** Says how many alerts there are, and what they have in common: `45 targets are down, all on shop.example`. */
export function digestTitle({ news, count, begun, ended, sharedCause }: DigestParts): string {
  const what =
    news === 'mixed'
      ? `alerts, ${formatCount(begun)} of them new and ${formatCount(ended)} ended`
      : WHAT[news];
  return `${formatCount(count)} ${what}${sharedCause ? `, ${sharedWords(sharedCause)}` : ''}`;
}
