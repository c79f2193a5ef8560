import { isFor, parseSetCookie, type Cookie } from './cookie.ts';

/** As many as browsers keep for one site. */
const MAX_COOKIES = 180;

const nameOf = (pair: string): string => pair.slice(0, Math.max(0, pair.indexOf('='))).trim();

/** The cookies of one attempt, kept along its redirects and nowhere else. */
export class CookieJar {
  #cookies: Cookie[] = [];

  /** Takes what an answer from `url` sets, by RFC 6265 5.3. */
  take(headers: readonly string[], url: URL, now: number = Date.now()): void {
    for (const header of headers.slice(0, MAX_COOKIES)) {
      const cookie = parseSetCookie(header, url, now);
      if (cookie) this.#put(cookie, now);
    }
  }

  /**
   * The value of the Cookie header of a request; null for none. `own` are the cookies that a person set for this
   * origin: they come first, and a cookie of the same name that the site set since takes their place.
   */
  headerFor(url: URL, own: string | null, now: number = Date.now()): string | null {
    const cookies = this.#cookies
      .filter((cookie) => isFor(cookie, url, now))
      // Longer paths first; the sort keeps the order of their age.
      .sort((a, b) => b.path.length - a.path.length);
    const names = new Set(cookies.map(({ name }) => name));
    const kept = (own ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .filter((pair) => pair !== '' && !names.has(nameOf(pair)));
    const set = cookies.map(({ name, value }) => (name === '' ? value : `${name}=${value}`));
    return [...kept, ...set].join('; ') || null;
  }

  #put(cookie: Cookie, now: number): void {
    const { name, domain, path } = cookie;
    const at = this.#cookies.findIndex(
      (one) => one.name === name && one.domain === domain && one.path === path,
    );
    const isGone = cookie.expiresAt !== null && cookie.expiresAt <= now;
    if (at !== -1) this.#cookies.splice(at, 1, ...(isGone ? [] : [cookie]));
    else if (!isGone && this.#cookies.length < MAX_COOKIES) this.#cookies.push(cookie);
  }
}
