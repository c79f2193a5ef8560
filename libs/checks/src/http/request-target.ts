/**
 * Path and query of a URL as they stand in the request line, also a question mark with nothing behind it, which
 * `URL.search` leaves out.
 */
export function requestTarget({ href, hash, pathname, search }: URL): string {
  const end = href.length - hash.length;
  const isEmptyQuery = search === '' && href.slice(0, end).replace(/#$/, '').endsWith('?');
  return isEmptyQuery ? `${pathname}?` : pathname + search;
}
