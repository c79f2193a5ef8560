import { isLocalName } from '../egress/local-name.ts';
import { plainLine } from '../common/plain-line.ts';
import { readableNames } from '../common/readable-names.ts';

const MAX_NAME = 100;

/** Urls, addresses of networks, and hosts with a port. */
const ADDRESSES: readonly RegExp[] = [
  /:\/\//,
  /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/,
  /[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,}/i,
  /\p{L}[\p{L}\p{N}.-]*:\d{2,5}(?!\d)/u,
];

interface Named {
  readonly name: string;
  readonly url: string;
}

/** The name of a host inside of a network is an address of it. */
function namesLocalHost({ name, url }: Named): boolean {
  const host = URL.parse(url)?.hostname ?? '';
  return host !== '' && isLocalName(host) && name.toLowerCase().includes(host);
}

/**
 * What strangers may know a target by; null for one that is called by an address: a target that nobody has named is called by its
 * host and port.
 */
export function publicName(target: Named): string | null {
  const name = plainLine(readableNames(target.name), MAX_NAME);
  const isAddress = name === '' || ADDRESSES.some((pattern) => pattern.test(name));
  return isAddress || namesLocalHost(target) ? null : name;
}
