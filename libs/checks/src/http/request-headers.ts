/** Headers that say nothing about the sender and may go to another origin; all others are dropped there. */
const HARMLESS = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'user-agent',
]);

const OF_BODY = new Set(['content-type', 'content-encoding', 'content-language']);

/** Header names (lower case) with their values. */
export type RequestHeaders = ReadonlyMap<string, string>;

/** The headers a person set, completed by ours. */
export function requestHeaders(
  custom: Readonly<Record<string, string>>,
  userAgent: string,
): RequestHeaders {
  const headers = new Map([
    ['user-agent', userAgent],
    ['accept', '*/*'],
    ['accept-encoding', 'gzip, deflate, br, zstd'],
  ]);
  for (const [name, value] of Object.entries(custom)) headers.set(name.toLowerCase(), value);
  return headers;
}

const keep = (headers: RequestHeaders, isKept: (name: string) => boolean): RequestHeaders =>
  new Map([...headers].filter(([name]) => isKept(name)));

/** What is left for another origin: credentials, cookies and custom headers may be secrets. */
export const withoutSecrets = (headers: RequestHeaders): RequestHeaders =>
  keep(headers, (name) => HARMLESS.has(name) || OF_BODY.has(name));

/** What is left when a redirect turns the request into a GET. */
export const withoutBodyHeaders = (headers: RequestHeaders): RequestHeaders =>
  keep(headers, (name) => !OF_BODY.has(name));
