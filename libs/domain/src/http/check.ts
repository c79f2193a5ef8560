import { followLead } from '../certificate/lead.ts';
import type { KnownTarget, StatusKind } from '../check-kind/status-kind.ts';
import type { HttpProbeRequest } from '../check/probe.ts';
import type { ProbeResult } from '../check/schema.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import { parseTargetUrl } from '../url/url.ts';

/** The check of a web site. */
export const HTTP_CHECK: StatusKind<HttpProbeRequest> = {
  name: 'http',
  source: 'slots',
  parseUrl(text, policy) {
    const verdict = parseTargetUrl(text, policy);
    if (!verdict.ok) return verdict;
    const { url, key } = verdict;
    return { ok: true, url, key, name: new URL(url).host };
  },
  request: ({ url, request, expect, thresholds: { slowMs } }) => ({ url, request, expect, slowMs }),
  followUps: certificateEntries,
};

/**
 * What follows where an http target leads to another https site than before. Only an answer tells that it leads to none:
 * one that fails may never have come as far.
 */
function certificateEntries(
  { newId }: { newId: () => string },
  { url, securedAt: known, strayedAt }: KnownTarget,
  { result: { outcome, securedAt }, now }: { result: ProbeResult; now: Date },
): OutboxEntry[] {
  if (url.startsWith('https:')) return [];
  const isAnswered = outcome === 'ok' || outcome === 'slow';
  if (securedAt === undefined && !isAnswered) return [];
  const origin = securedAt ?? null;
  const watch = known === undefined ? null : { origin: known, ...(strayedAt && { strayedAt }) };
  return followLead(watch, origin, now) ? [{ id: newId(), type: 'watch-certificate', origin }] : [];
}
