/** Headers as lines of `Name: value`. */
export const formatHeaders = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

const entriesOf = (text: string): [string, string][] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const colon = line.indexOf(':');
      return colon === -1
        ? [line, '']
        : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    });

/** Reads lines of `Name: value`; a line without a colon becomes a name that no schema accepts. */
export const parseHeaders = (text: string): Record<string, string> =>
  Object.fromEntries(entriesOf(text));

/** The first name that stands there twice, in any case of its letters: only one of the two would be sent. */
export function repeatedHeader(text: string): string | undefined {
  const names = entriesOf(text).map(([name]) => name);
  const folded = names.map((name) => name.toLowerCase());
  return names.find((name, index) => folded.indexOf(name.toLowerCase()) < index);
}
