import { unescape } from 'node:querystring';

/** What an SMTP url says of logging in. */
export interface SmtpLogin {
  /** User and password as written and as meant, and the url that holds them. */
  secrets: string[];
  /** The connection must be encrypted before anything secret is sent over it. */
  mustEncrypt: boolean;
}

/** Settings of the url by which people ask for a login in clear. */
const isAskedFor = (query: URLSearchParams): boolean =>
  query.get('requireTLS') === 'false' || query.get('ignoreTLS') === 'true';

/** Reads an SMTP url. Throws, without repeating its secrets, when it is malformed. */
export const readSmtpLogin = (url: string): SmtpLogin => {
  const parsed = URL.parse(url);
  if (!parsed || !/^smtps?:$/.test(parsed.protocol)) {
    throw new TypeError('SMTP_URL is not understood. Write it like smtp://user:password@host:587.');
  }
  const { username, password, protocol, searchParams } = parsed;
  const hasLogin = username !== '' || password !== '';
  return {
    secrets: [url, password, unescape(password), username, unescape(username)],
    mustEncrypt: hasLogin && protocol === 'smtp:' && !isAskedFor(searchParams),
  };
};
