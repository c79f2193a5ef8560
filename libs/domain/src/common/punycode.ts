/* RFC 3492, section 5: the parameters of Punycode. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE = 128;
const LAST_CODE = 0x10ffff;
/** A label has 63 characters at most. */
const LONGEST = 63;

/** The value of a digit; -1 for none, and behind the end. */
const digitOf = (char: string): number =>
  char === '' ? -1 : 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(char);

/** RFC 3492, section 6.1. */
function adapted(delta: number, points: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / points);
  let bias = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; bias += BASE)
    rest = Math.floor(rest / (BASE - T_MIN));
  return bias + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

const threshold = (k: number, bias: number): number => Math.min(T_MAX, Math.max(T_MIN, k - bias));

/** Reads a label without its `xn--` (RFC 3492, section 6.2); null for one that nobody has written that way. */
export function decodePunycode(text: string): string | null {
  const encoded = text.toLowerCase();
  if (encoded.length > LONGEST || !/^[a-z0-9-]+$/.test(encoded)) return null;
  const dash = encoded.lastIndexOf('-');
  const points = [...encoded.slice(0, Math.max(0, dash))].map((char) => char.charCodeAt(0));
  let code = FIRST_CODE;
  let bias = FIRST_BIAS;
  let index = 0;
  for (let at = dash + 1; at < encoded.length;) {
    const before = index;
    for (let k = BASE, weight = 1; ; k += BASE) {
      const digit = digitOf(encoded.charAt(at++));
      if (digit < 0) return null;
      index += digit * weight;
      const t = threshold(k, bias);
      if (digit < t) break;
      weight *= BASE - t;
    }
    const count = points.length + 1;
    bias = adapted(index - before, count, before === 0);
    code += Math.floor(index / count);
    index %= count;
    if (code > LAST_CODE || (code >= 0xd800 && code <= 0xdfff)) return null;
    points.splice(index++, 0, code);
  }
  return String.fromCodePoint(...points);
}
