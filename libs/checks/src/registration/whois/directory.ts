import servers from './servers.json' with { type: 'json' };

export interface WhoisServer {
  readonly host: string;
  readonly port: number;
}

export const WHOIS_PORT = 43;

/** Knows every top-level domain and the WHOIS server of its registry. */
export const IANA_SERVER: WhoisServer = { host: 'whois.iana.org', port: WHOIS_PORT };

const KNOWN = new Map<string, string>(Object.entries(servers));

/**
 * The WHOIS server of a top-level domain, from the list that is part of the product: all country codes and what has
 * no RDAP. Null when only IANA can tell.
 */
export function knownServer(tld: string): WhoisServer | null {
  const host = KNOWN.get(tld);
  return host ? { host, port: WHOIS_PORT } : null;
}

/** Servers that want more than the name: the whole record and no local encoding. */
const QUERIES: Readonly<Record<string, (domain: string) => string>> = {
  'whois.denic.de': (domain) => `-T dn,ace ${domain}`,
  'whois.jprs.jp': (domain) => `${domain}/e`,
  'whois.verisign-grs.com': (domain) => `domain ${domain}`,
};

/** The question that a server understands. */
export const queryFor = (host: string, domain: string): string => QUERIES[host]?.(domain) ?? domain;
