import type { Resolution } from '../alert/kind.ts';
import { endEntries } from '../outbox/end-entries.ts';
import { endedWithPause } from '../outbox/expiry-alert.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import { knownLeaves, storedLeaves } from './known-leaves.ts';
import type { CertificateWatch } from './watch.ts';

/** A watch with what has to follow the change that made it. */
export interface ChangedWatch {
  certificate: CertificateWatch | null;
  intents: OutboxEntry[];
}

interface Cause {
  newId: () => string;
  at: Date;
}

/** The url whose certificate a watch is about. */
export const watchedUrl = (url: string, { origin }: Pick<CertificateWatch, 'origin'>): string =>
  origin === undefined ? url : `${origin}/`;

const isSecure = (url: string): boolean => url.startsWith('https:');

/** The watch of a new target: its certificate is read at once. Null without TLS. */
export const startedWatch = (url: string, now: Date): CertificateWatch | null =>
  isSecure(url)
    ? {
        dueAt: now,
        lease: null,
        reading: null,
        changes: [],
        warning: null,
        trouble: null,
      }
    : null;

/** The watch of a target that goes on after a pause: what is known stays, and what people were told of it. */
export const resumedWatch = (watch: CertificateWatch | null, now: Date): CertificateWatch | null =>
  watch && { ...watch, dueAt: now, lease: null };

/** The watch with a check that is due at once; one that runs is dropped, for it asks an old question. */
export const refreshedWatch = (
  watch: CertificateWatch | null,
  now: Date,
): CertificateWatch | null => (watch?.dueAt ? { ...watch, dueAt: now, lease: null } : watch);

/** The watch with a check that is due at once, unless one is under way: that one answers the wish for it. */
export const soonWatch = (watch: CertificateWatch | null, now: Date): CertificateWatch | null =>
  watch?.lease && watch.lease.until > now ? watch : refreshedWatch(watch, now);

/** The watch of a target that is paused or removed: nothing is due, its alerts end. */
export function stoppedWatch(
  watch: CertificateWatch | null,
  { newId, at, resolution }: Cause & { resolution: Resolution },
): ChangedWatch {
  if (!watch) return { certificate: null, intents: [] };
  const alertIds = [...(watch.warning?.alertIds ?? []), watch.trouble?.alertId ?? []].flat();
  const certificate = {
    ...watch,
    dueAt: null,
    lease: null,
    // What people were told of each certificate outlives the pause: it is no news afterwards.
    ...storedLeaves(knownLeaves(watch), { reading: watch.reading, warning: null }),
    warning: null,
    trouble: null,
    ...(resolution === 'paused' && watch.warning
      ? { pausedAlertIds: endedWithPause(watch.warning) }
      : {}),
  };
  return { certificate, intents: endEntries({ newId }, alertIds, { resolution, at }) };
}

/**
 * The watch of a target whose url changes. Another host or port has a certificate of its own: what was
 * known is forgotten, and alerts of the old address end. Else the check is made again, for a threshold may
 * have changed.
 */
export function editedWatch(
  target: { url: string; certificate: CertificateWatch | null },
  url: string,
  { newId, at, isPaused }: Cause & { isPaused: boolean },
): ChangedWatch {
  const { certificate: watch } = target;
  if (new URL(url).origin === new URL(target.url).origin) {
    return { certificate: refreshedWatch(watch, at), intents: [] };
  }
  const { intents } = stoppedWatch(watch, { newId, at, resolution: 'recovered' });
  const started = startedWatch(url, at);
  return { certificate: started && isPaused ? { ...started, dueAt: null } : started, intents };
}
