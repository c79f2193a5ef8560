/** Headers as lines of `Name: value`. */
export const formatHeaders = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

/** Reads lines of `Name: value`; a line without a colon becomes a name that no schema accepts. */
export const parseHeaders = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): [string, string] => {
        const colon = line.indexOf(':');
        return colon === -1
          ? [line, '']
          : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
      }),
  );
