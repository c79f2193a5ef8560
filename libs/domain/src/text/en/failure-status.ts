import { STATUS_NAMES } from './status-names.ts';

/** The beginning of what Cloudflare's own numbers say: its edge answered, the site did not. */
const EDGE = 'The CDN cannot reach the site';

/**
 * What a status code means where its name does not say it: RFC 9110, RFC 6585, RFC 7725, and the numbers of Cloudflare
 * (520 to 530), nginx (494 to 499) and web hosters (509).
 */
const MEANINGS: Readonly<Record<number, string>> = {
  401: 'It wants a login.',
  403: 'It denies access, perhaps to the monitor only.',
  407: 'A proxy on the way wants a login.',
  410: 'The page was taken away for good.',
  421: 'The server that answered is not set up for this name.',
  429: 'It limits how often it may be asked.',
  451: 'It is blocked for legal reasons, perhaps only in the country of the monitor.',
  494: 'The headers of the request are too large for it.',
  495: 'It refuses the client certificate.',
  496: 'It wants a client certificate, which the check does not have.',
  497: 'The port speaks TLS: the address must begin with https://.',
  502: 'A proxy in front of the site got no valid answer from it.',
  503: 'It is overloaded or under maintenance.',
  504: 'A proxy in front of the site got no answer from it in time.',
  507: 'The server has no room left to store anything.',
  508: 'The server found a loop in what it was asked for.',
  509: 'The site has used up the traffic it paid for.',
  511: 'A network on the way wants a login first (captive portal).',
  520: `${EDGE}: its server gave an answer that makes no sense.`,
  521: `${EDGE}: its server refuses connections.`,
  522: `${EDGE}: connections to its server time out.`,
  523: `${EDGE}: there is no way to its server.`,
  524: 'The CDN reached the site, and its server did not answer in time.',
  525: `${EDGE}: the TLS handshake with its server fails.`,
  526: `${EDGE}: the TLS certificate of its server is not valid.`,
  527: `${EDGE}: the connection to its server was interrupted.`,
  530: `${EDGE}: the name of its server cannot be resolved, or the site is switched off there.`,
};

/** What an answer with another status than expected says; the server's own words are never repeated. */
export function describeStatus(code: string | null, expected: string): string {
  if (code === null) return `Answered another status than expected, ${expected}.`;
  const status = Number(code);
  const name = STATUS_NAMES[status];
  const answered = `Answered ${status}${name === undefined ? '' : ` ${name}`}, expected ${expected}.`;
  const meaning = MEANINGS[status];
  return meaning === undefined ? answered : `${answered} ${meaning}`;
}
