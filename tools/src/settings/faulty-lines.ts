/** A name as shells take it, with the `export` that some write before it. */
const SETTING = /^\s*(?:export\s+)?[A-Za-z_][\w.-]*\s*=\s*/u;
const NOTHING = /^\s*(?:#|$)/u;

/**
 * Returns the numbers, from 1, of lines in the text of an `.env` file that Node would leave out without a word: neither a
 * setting, nor a comment, nor blank, nor part of a value in quotes that goes over several lines.
 */
export function faultyLines(text: string): number[] {
  const faulty: number[] = [];
  let quote: string | null = null;
  for (const [index, line] of text
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
    .entries()) {
    if (quote !== null) {
      if (line.includes(quote)) quote = null;
      continue;
    }
    const head = SETTING.exec(line)?.[0];
    if (head !== undefined) quote = openQuote(line.slice(head.length));
    else if (!NOTHING.test(line)) faulty.push(index + 1);
  }
  return faulty;
}

/** The quote that a value begins with and does not end on its line. */
function openQuote(value: string): string | null {
  const [first = ''] = value;
  return /["'`]/u.test(first) && !value.slice(1).includes(first) ? first : null;
}
