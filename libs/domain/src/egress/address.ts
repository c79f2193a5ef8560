/** An IP address as its bytes in network order: 4 for IPv4, 16 for IPv6. */
export type AddressBytes = Uint8Array;

const OCTET = '(0|[1-9]\\d{0,2})';
const IPV4 = new RegExp(`^${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}$`);
const GROUP = /^[0-9a-f]{1,4}$/i;

function parseIpv4(text: string): AddressBytes | null {
  const octets = IPV4.exec(text);
  if (!octets) return null;
  const bytes = new Uint8Array(4);
  for (let index = 0; index < 4; index++) {
    const octet = Number(octets[index + 1]);
    if (octet > 255) return null;
    bytes[index] = octet;
  }
  return bytes;
}

function parseGroups(text: string): number[] | null {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    if (group.includes('.')) {
      const tail = index === groups.length - 1 ? parseIpv4(group) : null;
      if (!tail) return null;
      bytes.push(...tail);
    } else if (GROUP.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
    } else {
      return null;
    }
  }
  return bytes;
}

function parseIpv6(text: string): AddressBytes | null {
  const halves = text.split('::');
  const head = parseGroups(halves[0] ?? '');
  const tail = parseGroups(halves[1] ?? '');
  if (!head || !tail || halves.length > 2) return null;
  const missing = 16 - head.length - tail.length;
  // "::" stands for at least one group; without it all eight groups are written.
  if (halves.length === 2 ? missing < 2 : missing !== 0) return null;
  return Uint8Array.from([...head, ...Array<number>(missing).fill(0), ...tail]);
}

/**
 * Bytes of an IP address written in its usual form (dotted decimal, or colon groups with an optional `%zone`
 * that is ignored); null for everything else, names and unusual spellings such as `0x7f.1` included.
 */
export function parseAddress(text: string): AddressBytes | null {
  if (!text.includes(':')) return parseIpv4(text);
  const zone = text.indexOf('%');
  return parseIpv6(zone === -1 ? text : text.slice(0, zone));
}
