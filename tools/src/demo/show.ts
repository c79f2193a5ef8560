import type { RequestListener } from 'node:http';
import type { CreateTarget } from '@app/domain';

/** One site of the demo: how it behaves, how it is watched, and what that shows. */
export interface Exhibit {
  readonly name: string;
  /** What a user sees, in words. */
  readonly shows: string;
  readonly answer: RequestListener;
  readonly port: number;
  readonly settings?: Pick<CreateTarget, 'request' | 'expect' | 'thresholds'>;
  readonly special?: 'flapping' | 'absent' | 'self-signed' | 'paused';
  /** Has a certificate of the demo's authority that is valid for so many days more. */
  readonly certificateDays?: number;
}

const SLOW_ANSWER_MS = 1_500;
const SHORT = { timeoutMs: 3_000, retries: 0 };

const page =
  (text: string, status = 200): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><title>${text}</title><h1>${text}</h1>`);
  };

/**
 * The sites. Their ports stay the same, so that a second demo finds its targets, and lie below those
 * that systems hand out by themselves.
 */
export const EXHIBITS: readonly Exhibit[] = [
  {
    name: 'Bakery',
    shows: 'up',
    port: 17_101,
    answer: page('Fresh bread'),
  },
  {
    name: 'Old bakery address',
    shows: 'up, after a redirect to the bakery',
    port: 17_102,
    answer: (_request, response) => {
      response.writeHead(301, { location: 'http://127.0.0.1:17101/' }).end();
    },
  },
  {
    name: 'Library',
    shows: 'degraded: answers only after 1.5 s',
    port: 17_103,
    answer: (request, response) => {
      setTimeout(() => page('Catalogue')(request, response), SLOW_ANSWER_MS);
    },
    settings: { thresholds: { slowMs: 500 } },
  },
  {
    name: 'Flower shop',
    shows: 'flapping: goes down after 15 s (an alert), back after another 55 s (recovery)',
    port: 17_104,
    answer: page('Tulips'),
    special: 'flapping',
  },
  {
    name: 'Closed cinema',
    shows: 'down: nothing listens on its port',
    port: 17_105,
    answer: page('Never seen'),
    special: 'absent',
  },
  {
    name: 'Town hall',
    shows: 'down: answers with status 500',
    port: 17_106,
    answer: page('Internal error', 500),
  },
  {
    name: 'Museum',
    shows: 'down: takes the connection and never answers',
    port: 17_107,
    answer: () => undefined,
  },
  {
    name: 'Corner shop',
    shows: 'down: its certificate is self-signed',
    port: 17_108,
    answer: page('Milk and eggs'),
    special: 'self-signed',
  },
  {
    name: 'Wine bar',
    shows: 'up; its certificate expires in 5 days (an alert)',
    port: 17_111,
    answer: page('Open from six'),
    certificateDays: 5,
  },
  {
    name: 'Video rental',
    shows: 'down: its certificate expired two days ago',
    port: 17_112,
    answer: page('Be kind, rewind'),
    certificateDays: -2,
  },
  {
    name: 'Ticket office',
    shows: 'down: the words "On sale" are missing from its page',
    port: 17_109,
    answer: page('Sold out'),
    settings: { expect: { contains: 'On sale' } },
  },
  {
    name: 'Ski hut',
    shows: 'paused: nobody looks in summer',
    port: 17_110,
    answer: page('See you in winter'),
    special: 'paused',
  },
];

const DEMO_TAG = 'demo';

/** The target that watches an exhibit. */
export function targetOf(exhibit: Exhibit): CreateTarget {
  const { name, port, settings = {}, special, certificateDays } = exhibit;
  const isSecure = special === 'self-signed' || certificateDays !== undefined;
  const scheme = isSecure ? 'https' : 'http';
  return {
    url: `${scheme}://127.0.0.1:${String(port)}/`,
    name,
    tags: [DEMO_TAG],
    intervalSeconds: 20,
    request: { ...SHORT, ...settings.request },
    ...(settings.expect && { expect: settings.expect }),
    thresholds: { failuresToDown: 2, ...settings.thresholds },
  };
}
