import { isLoopback, parseAddress } from '@app/domain';

/** Host name or address of a `Host` header, lower case, without port and brackets; null when it is none. */
export function hostOfHeader(header: string | undefined): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:/@?#\\[\]]+))(?::\d{1,5})?$/i.exec(header ?? '');
  const host = match?.[1] ?? match?.[2];
  return host ? host.toLowerCase().replace(/\.$/, '') : null;
}

export interface HostRules {
  /** Address that the server listens at. */
  readonly host: string;
  readonly publicUrl: string;
}

/**
 * Makes the test against DNS rebinding: a page of somebody else can make its own name lead here, but cannot
 * choose an address or our names for it. Ports are not compared, because forwarding changes them.
 */
export function createHostTest({ host, publicUrl }: HostRules): (header?: string) => boolean {
  const names = new Set([host.toLowerCase(), new URL(publicUrl).hostname.replace(/^\[|\]$/g, '')]);
  const isOpen = !isLoopback(host);
  return (header) => {
    const asked = hostOfHeader(header);
    if (asked === null) return false;
    if (isLoopback(asked) || names.has(asked)) return true;
    return isOpen && parseAddress(asked) !== null;
  };
}
