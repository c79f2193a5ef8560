import type { ChannelKind } from '../channel/kind.ts';
import { channelKinds } from '../channel/kinds.ts';
import type { ChannelUrlFault } from '../channel/url-fault.ts';
import { hostOfUrl } from '../common/url-parts.ts';
import { parseAddress } from '../egress/address.ts';
import type { EgressFact } from '../egress/denial.ts';
import { isLocalName } from '../egress/local-name.ts';
import type { EgressPolicy } from '../egress/policy.ts';
import { zoneOf } from '../egress/zone.ts';
import { describeChannelUrl } from '../text/channel-url.ts';
import { judgeUrl, parseTargetUrl } from '../url/url.ts';

export interface ChannelUrlRules {
  egress: EgressPolicy;
  /**
   * `WEBHOOK_ALLOWED_HOSTS`: `host` or `host:port` of servers that the owner trusts with messages. Chat channels
   * may lead there besides the provider's own hosts, also by http, and private addresses are permitted.
   */
  allowedHosts: readonly string[];
}

/** Where a channel leads, or why it may not. */
export type ChannelUrlVerdict =
  | { ok: true; url: string; isAllowedHost: boolean }
  | { ok: false; fault: ChannelUrlFault | EgressFact };

const refuse = (fault: ChannelUrlFault | EgressFact): ChannelUrlVerdict => ({ ok: false, fault });

const isAllowed = (url: URL, allowedHosts: readonly string[]): boolean => {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return allowedHosts.some((entry) => {
    const host = entry.trim().toLowerCase();
    return host === url.hostname || host === `${url.hostname}:${port}`;
  });
};

/** Whether a host is one of some names, or below one. */
const isOneOf = (hosts: readonly string[], { hostname }: URL): boolean =>
  hosts.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host));

/** An address that looks right and is not; null for all others. */
function knownWrong(kind: ChannelKind, url: URL): ChannelUrlFault | null {
  const refusal = channelKinds[kind].refusals.find(
    ({ hosts, path }) => isOneOf(hosts, url) && path.test(url.pathname),
  );
  return refusal ? { is: 'known-wrong', kind, name: refusal.name } : null;
}

function judgeProviderUrl(kind: ChannelKind, url: URL): ChannelUrlFault | null {
  const { provider } = channelKinds[kind];
  if (!provider) return null;
  if (!isOneOf(provider.hosts, url)) {
    const other = Object.values(channelKinds).find(
      (one) => one.provider && isOneOf(one.provider.hosts, url),
    );
    return other ? { is: 'other-kind', kind: other.kind } : { is: 'other-host', kind };
  }
  if (url.protocol !== 'https:') return { is: 'not-https', kind };
  if (url.port !== '') return { is: 'has-port', kind };
  return provider.path.test(url.pathname) ? null : { is: 'other-path', kind };
}

/** Messages go in clear to hosts that the owner has named, and to his own network where that may be reached; null where they may. */
function judgePlain(url: URL, { mode }: EgressPolicy): string | null {
  if (url.protocol === 'https:' || (mode === 'allow-private' && isInside(hostOfUrl(url)))) {
    return null;
  }
  return `Messages are sent encrypted: the address has to start with https://. To send them in clear to ${url.hostname}, list it in WEBHOOK_ALLOWED_HOSTS.`;
}

function isInside(host: string): boolean {
  const address = parseAddress(host);
  return address ? zoneOf(address).zone === 'private' : isLocalName(host);
}

const readUrl = (text: string, egress: EgressPolicy) =>
  parseTargetUrl(text, { ...egress, mode: 'allow-private' });

/**
 * Judges the address of a channel whenever something is sent there. That it is encrypted is asked where it is entered: a channel
 * that was stored before that was asked goes on.
 */
export function judgeChannelUrl(
  kind: ChannelKind,
  text: string,
  { egress, allowedHosts }: ChannelUrlRules,
): ChannelUrlVerdict {
  const parsed = readUrl(text, egress);
  if (!parsed.ok) return refuse('fact' in parsed ? parsed.fact : { is: 'bad-url' });
  const url = new URL(parsed.url);
  if (isAllowed(url, allowedHosts)) return { ok: true, url: parsed.url, isAllowedHost: true };
  const fault = knownWrong(kind, url) ?? judgeProviderUrl(kind, url) ?? judgeUrl(url, egress)?.fact;
  return fault ? refuse(fault) : { ok: true, url: parsed.url, isAllowedHost: false };
}

/** Judges an address that is entered, as use cases ask for it: what is wrong with it, or null when it may be used. */
export const createChannelUrlJudge =
  (rules: ChannelUrlRules) =>
  (kind: ChannelKind, text: string): string | null => {
    const parsed = readUrl(text, rules.egress);
    if (!parsed.ok) return parsed.message;
    const verdict = judgeChannelUrl(kind, text, rules);
    if (!verdict.ok) return describeChannelUrl(verdict.fault);
    return verdict.isAllowedHost ? null : judgePlain(new URL(verdict.url), rules.egress);
  };
