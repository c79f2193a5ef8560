import { kindOfUrl, nameInDomainUrl } from '@app/domain';

/** The host of an address as it is typed, with its port. */
const HOST = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#]*@)?([^/?#]+)/i;

/**
 * A name for an address: its host as people read it, without a leading `www.`, or the domain; empty while there is
 * none. Browsers write letters of other alphabets in hosts as `xn--`, which nobody reads.
 */
export function suggestName(url: string): string {
  const text = url.trim();
  if (kindOfUrl(text) === 'domain') return nameInDomainUrl(text).toLowerCase();
  if (!URL.canParse(text)) return '';
  const { host, port } = new URL(text);
  const typed = decoded(HOST.exec(text)?.[1] ?? host).toLowerCase();
  const readable = port === '' ? typed.replace(/:\d*$/, '') : typed;
  return readable.replace(/^www\./, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign means itself.
    return text;
  }
}
