/** Host of a parsed URL for connecting: without brackets and without a final dot. */
export const hostOfUrl = (url: URL): string => url.hostname.replace(/^\[|\]$|\.$/g, '');

/** Port of a parsed http or https URL. */
export const portOfUrl = (url: URL): number =>
  url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
