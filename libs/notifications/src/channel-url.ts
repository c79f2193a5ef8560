import {
  judgeUrl,
  parseTargetUrl,
  type ChannelKind,
  type EgressPolicy,
  type TargetUrl,
} from '@app/domain';

/** Kinds of channel whose config is a url. */
export type UrlChannelKind = Exclude<ChannelKind, 'email'>;

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

interface Provider {
  name: string;
  hosts: readonly string[];
  path: RegExp;
  example: string;
}

const PROVIDERS: Record<'slack' | 'discord', Provider> = {
  slack: {
    name: 'Slack',
    hosts: ['hooks.slack.com', 'hooks.slack-gov.com'],
    path: /^\/(?:services|workflows|triggers)\/./,
    example: 'https://hooks.slack.com/services/...',
  },
  discord: {
    name: 'Discord',
    hosts: ['discord.com', 'discordapp.com', 'ptb.discord.com', 'canary.discord.com'],
    path: /^\/api\/(?:v\d+\/)?webhooks\/\d+\/[\w-]+\/?$/,
    example: 'https://discord.com/api/webhooks/...',
  },
};

const refuse = (message: string): ChannelUrlVerdict => ({ ok: false, message });

const isAllowed = (url: URL, allowedHosts: readonly string[]): boolean => {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return allowedHosts.some((entry) => {
    const host = entry.trim().toLowerCase();
    return host === url.hostname || host === `${url.hostname}:${port}`;
  });
};

const judgeProviderUrl = (kind: 'slack' | 'discord', url: URL): string | null => {
  const { name, hosts, path, example } = PROVIDERS[kind];
  if (!hosts.includes(url.hostname)) {
    const other = kind === 'slack' ? PROVIDERS.discord : PROVIDERS.slack;
    return other.hosts.includes(url.hostname)
      ? `This is a ${other.name} address. Add it as a ${other.name} channel.`
      : `A ${name} webhook address starts with ${example}; other hosts must be listed in WEBHOOK_ALLOWED_HOSTS.`;
  }
  if (url.protocol !== 'https:') return `A ${name} webhook address starts with https://.`;
  if (url.port !== '') return `A ${name} webhook address has no port. Remove it.`;
  return path.test(url.pathname) ? null : `A ${name} webhook address looks like ${example}.`;
};

/** Judges the address of a channel, when it is saved and again whenever something is sent there. */
export const judgeChannelUrl = (
  kind: UrlChannelKind,
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
  const message =
    (kind === 'webhook' ? null : judgeProviderUrl(kind, url)) ?? judgeUrl(url, egress)?.message;
  return message ? refuse(message) : { ok: true, url: parsed.url, isAllowedHost: false };
};

/** The judgement as use cases ask for it: what is wrong with an address, or null when it may be used. */
export const createChannelUrlJudge =
  (rules: ChannelUrlRules) =>
  (kind: ChannelKind, text: string): string | null => {
    if (kind === 'email') return null;
    const verdict = judgeChannelUrl(kind, text, rules);
    return verdict.ok ? null : verdict.message;
  };
