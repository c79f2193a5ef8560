/** A name for an address: its host, without a leading `www.`; empty while there is none. */
export function suggestName(url: string): string {
  const text = url.trim();
  if (!URL.canParse(text)) return '';
  return new URL(text).host.replace(/^www\./, '');
}
