/** A scheme is written out: nothing is to be guessed. */
const HAS_SCHEME = /^(?:[a-z][a-z\d+.-]*:\/\/|domain:)/i;
/** Several groups of hexadecimal digits, as an IPv6 address has them. */
const IPV6 = /^[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}$/i;
/** Host, port, and what follows. */
const PARTS = /^(\[[\da-f:.]+\]|[^\s/?#:@[\]\\]+)(:\d{1,5})?([/?#].*)?$/i;

/**
 * The addresses that a text may mean, the likeliest first: what has no scheme is tried with `https://` and with
 * `http://`. Empty for a text that is no address.
 */
export function meantAddresses(text: string): string[] {
  const typed = text.trim();
  if (HAS_SCHEME.test(typed)) return [typed];
  const address = IPV6.test(typed) ? `[${typed}]` : typed;
  if (!PARTS.test(address)) return [];
  const whole = /[/?#]/.test(address) ? address : `${address}/`;
  return ['https', 'http'].map((scheme) => `${scheme}://${whole}`);
}

/** Whether a text looks as if nothing is missing from it: a single word may still become a name with dots. */
export function isWholeAddress(text: string): boolean {
  const typed = text.trim();
  if (HAS_SCHEME.test(typed) || IPV6.test(typed)) return true;
  const [, host = '', port, rest] = PARTS.exec(typed) ?? [];
  return (
    host !== '' && (/[^.]\.[^.]|^\[/.test(host) || host === 'localhost' || Boolean(port ?? rest))
  );
}
