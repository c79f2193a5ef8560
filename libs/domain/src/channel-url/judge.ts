import { hostOfUrl } from '../common/url-parts.ts';
import { parseAddress } from '../egress/address.ts';
import { isLocalName } from '../egress/local-name.ts';
import type { EgressPolicy } from '../egress/policy.ts';
import { zoneOf } from '../egress/zone.ts';
import { judgeUrl, parseTargetUrl, type TargetUrl } from '../url/url.ts';
import type { ChannelProvider, ChannelRefusal } from '../channel/descriptor.ts';
import type { ChannelKind } from '../channel/kind.ts';
import { channelKinds } from '../channel/kinds.ts';

export interface ChannelUrlRules {
  egress: EgressPolicy;
  /**
   * `WEBHOOK_ALLOWED_HOSTS`: `host` or `host:port` of servers that the owner trusts with messages. Chat channels
   * may lead there besides the provider's own hosts, also by http, and private addresses are permitted.
   */
  allowedHosts: readonly string[];
}

/** Where a channel leads, or why it may not, as a sentence that does not repeat the address. */
export type ChannelUrlVerdict =
  { ok: true; url: string; isAllowedHost: boolean } | { ok: false; message: string };

const refuse = (message: string): ChannelUrlVerdict => ({ ok: false, message });

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

/** What is said of an address that looks right and is not; null for all others. */
const refusalOf = (refusals: readonly ChannelRefusal[], url: URL): string | null =>
  refusals.find(({ hosts, path }) => isOneOf(hosts, url) && path.test(url.pathname))?.message ??
  null;

const judgeHost = (name: string, { example }: ChannelProvider, url: URL): string => {
  const other = Object.values(channelKinds).find(
    ({ provider }) => provider && isOneOf(provider.hosts, url),
  )?.words.name;
  return other
    ? `This is a ${other} address. Add it as a ${other} channel.`
    : `A ${name} webhook address starts with ${example}; other hosts must be listed in WEBHOOK_ALLOWED_HOSTS.`;
};

const judgeProviderUrl = (name: string, provider: ChannelProvider, url: URL): string | null => {
  if (!isOneOf(provider.hosts, url)) return judgeHost(name, provider, url);
  if (url.protocol !== 'https:') return `A ${name} webhook address starts with https://.`;
  if (url.port !== '') return `A ${name} webhook address has no port. Remove it.`;
  return provider.path.test(url.pathname)
    ? null
    : `A ${name} webhook address looks like ${provider.example}.`;
};

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

/**
 * Judges the address of a channel whenever something is sent there. That it is encrypted is asked where it is entered: a channel
 * that was stored before that was asked goes on.
 */
export const judgeChannelUrl = (
  kind: ChannelKind,
  text: string,
  { egress, allowedHosts }: ChannelUrlRules,
): ChannelUrlVerdict => {
  const parsed: TargetUrl | { ok: false; message: string } = parseTargetUrl(text, {
    ...egress,
    mode: 'allow-private',
  });
  if (!parsed.ok) return refuse(parsed.message);
  const url = new URL(parsed.url);
  if (isAllowed(url, allowedHosts)) return { ok: true, url: parsed.url, isAllowedHost: true };
  const { provider, refusals, words } = channelKinds[kind];
  const message =
    refusalOf(refusals, url) ??
    (provider && judgeProviderUrl(words.name, provider, url)) ??
    judgeUrl(url, egress)?.message;
  return message ? refuse(message) : { ok: true, url: parsed.url, isAllowedHost: false };
};

/** Judges an address that is entered, as use cases ask for it: what is wrong with it, or null when it may be used. */
export const createChannelUrlJudge =
  (rules: ChannelUrlRules) =>
  (kind: ChannelKind, text: string): string | null => {
    const verdict = judgeChannelUrl(kind, text, rules);
    if (!verdict.ok) return verdict.message;
    return verdict.isAllowedHost ? null : judgePlain(new URL(verdict.url), rules.egress);
  };
