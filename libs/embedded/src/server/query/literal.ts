/** What a pattern may hold besides the text that it looks for. */
const optional = '*?{';
const special = '.[](){}|^$+*?\\';

/**
 * The longest text that whatever matches a regular expression holds; empty when none is sure. It is written in the
 * letters that are stored, so a pattern that takes any case has none.
 */
export function literalOf({ source, flags }: RegExp): string {
  if (flags.includes('i')) return '';
  const pieces: string[] = [];
  let piece = '';
  const cut = (): void => {
    pieces.push(piece);
    piece = '';
  };
  for (let at = 0; at < source.length; at++) {
    const letter = source[at] ?? '';
    // What is inside of these is not followed.
    if ('(|'.includes(letter)) return '';
    if (letter === '\\') {
      const escaped = source[++at] ?? '';
      // A class of letters, a reference or a code; of the text of a code nothing is sure.
      if (/[0-9A-Za-z]/.test(escaped)) return longest([...pieces, piece]);
      piece += escaped;
    } else if (letter === '[') {
      cut();
      at = endOfClass(source, at);
    } else if (optional.includes(letter)) {
      piece = [...piece].slice(0, -1).join('');
      cut();
      if (letter === '{') at = source.indexOf('}', at);
      if (at < 0) return '';
    } else if (special.includes(letter)) cut();
    else piece += letter;
  }
  return longest([...pieces, piece]);
}

function endOfClass(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === ']' && at > start + 1) return at;
  }
  return source.length;
}

const longest = (pieces: readonly string[]): string =>
  pieces.reduce((best, piece) => (piece.length > best.length ? piece : best), '');
