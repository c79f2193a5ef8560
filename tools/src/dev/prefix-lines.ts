/**
 * Returns a function that writes the text of one program line by line, each with its name before
 * it, however the text is cut into pieces. Lines without anything on them are left out.
 */
export function prefixLines(name: string, write: (line: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = `${rest}${text}`.split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') write(`${name} | ${line}`);
  };
}
