/**
 * Suffixes below a top-level domain with a registry of their own, and its WHOIS server; null where it has no public
 * one. The registry above knows only the suffix itself, with a date that is nobody's who has a name below it. From the
 * lists that WHOIS clients come with (rfc1036/whois, phpWhois), checked against what these registries publish.
 */
const CENTRALNIC = 'whois.centralnic.com';

const lines = (host: string | null, ...suffixes: string[]): [string, string | null][] =>
  suffixes.map((suffix) => [suffix, host]);

const OWN = new Map<string, string | null>([
  ...lines(CENTRALNIC, 'ae.org', 'ar.com', 'br.com', 'cn.com', 'co.com', 'com.de', 'com.se'),
  ...lines(CENTRALNIC, 'de.com', 'eu.com', 'gb.com', 'gb.net', 'gr.com', 'hu.com', 'hu.net'),
  ...lines(CENTRALNIC, 'in.net', 'jp.net', 'jpn.com', 'kr.com', 'mex.com', 'no.com', 'qc.com'),
  ...lines(CENTRALNIC, 'ru.com', 'sa.com', 'se.com', 'se.net', 'uk.com', 'uk.net', 'us.com'),
  ...lines(CENTRALNIC, 'us.org', 'uy.com', 'web.com', 'za.bz', 'za.com'),
  ...lines('whois.eu.org', 'eu.org'),
  ...lines('whois.za.net', 'za.net'),
  ...lines('whois.za.org', 'za.org'),
  ...lines('whois.ja.net', 'ac.uk', 'gov.uk'),
  ...lines('whois.gov.za', 'gov.za'),
  ...lines('whois.ac.za', 'ac.za'),
  ...lines('whois.co.ua', 'co.ua'),
  ...lines('whois.pp.ua', 'pp.ua'),
  ...lines('whois.biz.ua', 'biz.ua'),
  ...lines('whois.in.ua', 'in.ua'),
  ...lines('whois.lg.ua', 'lg.ua'),
  ...lines('whois.od.ua', 'od.ua'),
  ...lines('whois.dn.ua', 'dn.ua'),
  ...lines('whois.nic.priv.at', 'priv.at'),
  ...lines('whois.co.pl', 'co.pl'),
  ...lines('whois.co.ca', 'co.ca'),
  ...lines('whois.uk.co', 'uk.co'),
  ...lines('whois.edu.cn', 'edu.cn'),
  ...lines('whois.nic.ru', 'com.ru', 'exnet.su', 'int.ru', 'msk.ru', 'msk.su', 'net.ru', 'nov.ru'),
  ...lines('whois.nic.ru', 'nov.su', 'org.ru', 'pp.ru', 'ru.net', 'spb.ru', 'spb.su'),
  ...lines(null, 'africa.com', 'co.nl', 'co.no', 'it.com', 'edu.za', 'law.za', 'mil.za', 'nom.za'),
]);

/** These suffixes themselves. */
export const OWN_SUFFIXES: readonly string[] = [...OWN.keys()];

/** A registry below a top-level domain. */
export interface OwnRegistry {
  readonly suffix: string;
  /** Null for a registry without a public service. */
  readonly whois: string | null;
}

/** The registry of its own to which a name or one below it belongs; null for names of a top-level domain's registry. */
export function ownRegistryOf(name: string): OwnRegistry | null {
  const labels = name.split('.');
  for (let from = 1; from < labels.length - 1; from++) {
    const suffix = labels.slice(from).join('.');
    const whois = OWN.get(suffix);
    if (whois !== undefined) return { suffix, whois };
  }
  return null;
}

/** True for such a suffix itself: its date is nobody's who has a name below it. */
export const isOwnSuffix = (name: string): boolean => OWN.has(name);
