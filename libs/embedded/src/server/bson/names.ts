// A prime, so that every byte of a name tells.
const slots = 1021;
// Longer ones are not kept, so that clients cannot fill the memory.
const longestBytes = 64;
const names: string[] = Array.from({ length: slots }, () => '');

/**
 * The text of a field name. Documents of a collection name the same fields over and over, so the
 * last name of each hash is kept; its bytes are compared, which is cheaper than decoding them.
 */
export function nameAt(bytes: Buffer, start: number, end: number): string {
  if (end - start > longestBytes) return bytes.toString('utf8', start, end);
  let hash = end - start;
  for (let position = start; position < end; position += 1) {
    hash = (hash * 31 + (bytes[position] ?? 0)) % slots;
  }
  const known = names[hash] ?? '';
  if (isSame(known, bytes, start, end)) return known;
  const name = bytes.toString('utf8', start, end);
  names[hash] = name;
  return name;
}

/** Beyond ASCII, where a byte is no character, names never count as the same. */
function isSame(name: string, bytes: Buffer, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let index = 0; index < name.length; index += 1) {
    const code = name.charCodeAt(index);
    if (code > 0x7f || code !== bytes[start + index]) return false;
  }
  return true;
}
