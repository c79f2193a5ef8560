import { kindOfUrl, nameInDomainUrl } from '@app/domain';

/** A name for an address: its host, without a leading `www.`, or the domain; empty while there is none. */
export function suggestName(url: string): string {
  const text = url.trim();
  if (kindOfUrl(text) === 'domain') return nameInDomainUrl(text).toLowerCase();
  if (!URL.canParse(text)) return '';
  return new URL(text).host.replace(/^www\./, '');
}
