import { isIP } from 'node:net';
import type { ResolvedAddress } from './resolver.ts';

/** Addresses by lower-case name, in the order of the file. */
export type Hosts = ReadonlyMap<string, readonly ResolvedAddress[]>;

/** Reads a hosts file: an address and its names in each line, comments after `#` (hosts(5)). */
export function parseHosts(text: string): Hosts {
  const hosts = new Map<string, ResolvedAddress[]>();
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    const family = isIP(address);
    // An address with a zone leads to one interface of this machine only.
    if (family === 0 || address.includes('%')) continue;
    for (const name of names) {
      const key = name.toLowerCase();
      const known = hosts.get(key) ?? [];
      if (known.every((one) => one.address !== address)) {
        hosts.set(key, [...known, { address, family: family === 6 ? 6 : 4 }]);
      }
    }
  }
  return hosts;
}
