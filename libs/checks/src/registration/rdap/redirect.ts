const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** True when an answer sends the question elsewhere. */
export const isRedirect = (status: number): boolean => REDIRECTS.has(status);

/** Where a redirect leads; null when it must not be followed: no URL, not https, or credentials in it. */
export function redirectTarget(from: URL, location: string): URL | null {
  const to = URL.parse(location, from.href);
  if (to?.username !== '' || to.password !== '') return null;
  const isAllowed =
    to.protocol === 'https:' || (from.protocol === 'http:' && to.protocol === 'http:');
  return isAllowed ? to : null;
}
