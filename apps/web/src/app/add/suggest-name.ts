import { kindOfUrl, nameInDomainUrl } from '@app/domain';
import { isWholeAddress, meantAddresses } from './meant-addresses';

/** The host of an address as it is typed, with its port. */
const HOST = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#]*@)?([^/?#]+)/i;

/**
 * A name for an address: its host as people read it, without a leading `www.`, or the domain; empty while there is
 * none. Browsers write letters of other alphabets in hosts as `xn--`, which nobody reads.
 */
export function suggestName(url: string): string {
  const typed = url.trim();
  if (kindOfUrl(typed) === 'domain') return nameInDomainUrl(typed).toLowerCase();
  const [text = ''] = isWholeAddress(typed) ? meantAddresses(typed) : [];
  if (!URL.canParse(text)) return '';
  const { host, port } = new URL(text);
  const written = decoded(HOST.exec(text)?.[1] ?? host).toLowerCase();
  const readable = port === '' ? written.replace(/:\d*$/, '') : written;
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
