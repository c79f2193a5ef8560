/**
 * Domains whose owners sell the names below them on their own account and publish no dates. What a user pays for is
 * the name below, so that the date of the domain itself would mislead.
 */
const SHARED = new Set([
  ...['br.com', 'cn.com', 'co.com', 'co.nl', 'co.no', 'com.de', 'com.se', 'de.com', 'eu.com'],
  ...['eu.org', 'gb.net', 'gr.com', 'hu.net', 'in.net', 'it.com', 'jp.net', 'jpn.com', 'mex.com'],
  ...['ru.com', 'sa.com', 'se.net', 'uk.com', 'uk.net', 'us.com', 'us.org', 'za.com', 'za.net'],
  ...['za.org', 'ae.org', 'africa.com'],
]);

/** True for a domain below which a private registry sells names. */
export const isSharedSuffix = (domain: string): boolean => SHARED.has(domain);
