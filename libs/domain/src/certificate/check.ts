import type { WatchKind } from '../check-kind/watch-kind.ts';
import { earlier } from '../common/up-to.ts';
import { endedWithPause } from '../outbox/expiry-alert.ts';
import { judgeReading } from './judge-check.ts';
import { fingerprintsServed, knownLeaves, storedLeaves } from './known-leaves.ts';
import { nextCertificateCheck } from './next-check.ts';
import type { CertificateProbeRequest, CertificateResult } from './probe.ts';
import type { CertificateWatch } from './watch.ts';

type CertificateRead = Extract<CertificateResult, { outcome: 'ok' }>;

/** The url whose certificate a watch is about. */
export const watchedUrl = (url: string, { origin }: Pick<CertificateWatch, 'origin'>): string =>
  origin === undefined ? url : `${origin}/`;

/** The check of the certificate of an https target, once a day. */
export const CERTIFICATE_CHECK: WatchKind<
  CertificateProbeRequest,
  CertificateRead,
  CertificateWatch
> = {
  name: 'certificate',
  source: 'watches',
  failing: (failure) => ({ is: 'check-error', of: 'certificate', failure }),
  schedule: {
    retryMs: 3_600_000,
    // The longest deadline of a check (60 s) and the write of its result.
    leaseMs: 75_000,
    concurrency: 6,
  },
  appliesTo: (url) => url.startsWith('https:'),
  start: () => ({ reading: null, changes: [], warning: null }),
  request: ({ url, request: { timeoutMs, ipFamily } }, watch, now) => ({
    url: watchedUrl(url, watch),
    timeoutMs,
    ipFamily,
    lookFor: fingerprintsServed(watch, now),
  }),
  nextAt: (targetId, { reading }, now) => nextCertificateCheck(targetId, reading, now),
  judge: judgeReading,
  alertIds: ({ warning }) => warning?.alertIds ?? [],
  // What people were told of each certificate outlives the pause: it is no news afterwards.
  overPause: (watch, resolution) => ({
    ...watch,
    ...storedLeaves(knownLeaves(watch), { reading: watch.reading, warning: null }),
    warning: null,
    ...(resolution === 'paused' && watch.warning
      ? { pausedAlertIds: endedWithPause(watch.warning) }
      : {}),
  }),
  urlOf: watchedUrl,
  upTo: (watch, now) => ({
    ...watch,
    reading: watch.reading && { ...watch.reading, at: earlier(watch.reading.at, now) },
    ...(watch.strayedAt ? { strayedAt: earlier(watch.strayedAt, now) } : {}),
    changes: watch.changes.map((change) => ({ ...change, at: earlier(change.at, now) })),
  }),
};
