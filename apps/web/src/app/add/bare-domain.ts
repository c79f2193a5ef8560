const BARE = /^[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63})+\.?$/u;

/** The domain that somebody has typed instead of an address; null for anything else. */
export function bareDomain(text: string): string | null {
  const name = text.trim().toLowerCase();
  return BARE.test(name) && !/^[\d.]+$/.test(name) ? name.replace(/\.$/, '') : null;
}
