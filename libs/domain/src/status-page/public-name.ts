import { isLocalName } from '../egress/local-name.ts';
import { plainLine } from '../common/plain-line.ts';
import { readableNames } from '../common/readable-names.ts';

const MAX_NAME = 100;

/** Urls, addresses of networks, and hosts with a port. */
const ADDRESSES: readonly RegExp[] = [
  /:\/\//,
  /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)/,
  /[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,}/i,
  // Short ones, such as fd00::5 and ::1; what is written between words is none.
  /(?<![\p{L}\p{N}:])(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})?::|::[0-9a-f]{1,4}(?![\p{L}\p{N}]))/iu,
  /\p{L}[\p{L}\p{N}.-]*:\d{2,5}(?!\d)/u,
];

/** Names with a dot in them. */
const DOTTED = /[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+/gu;

interface Named {
  readonly name: string;
  readonly url: string;
}

const isAddress = (text: string): boolean =>
  ADDRESSES.some((pattern) => pattern.test(text)) || (text.match(DOTTED) ?? []).some(isLocalName);

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
  return name === '' || isAddress(name) || namesLocalHost(target) ? null : name;
}

/** What strangers may know a window of maintenance by; null for one whose name holds an address of a network. */
export const publicWindowName = (name: string): string | null => publicName({ name, url: '' });
