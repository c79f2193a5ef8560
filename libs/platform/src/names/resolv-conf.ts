import { isIP } from 'node:net';

/** What resolv.conf(5) says of the resolver of this machine. */
export interface ResolvConf {
  /** Addresses of name servers; empty when none is named. */
  readonly servers: readonly string[];
  /** Domains that short names are looked up in. */
  readonly search: readonly string[];
  /** A name with fewer dots than this is a short one. */
  readonly ndots: number;
}

const MAX_NDOTS = 15;

function ndotsIn(options: readonly string[], before: number): number {
  const option = options.findLast((one) => /^ndots:\d+$/.test(one));
  return option ? Math.min(MAX_NDOTS, Number(option.slice('ndots:'.length))) : before;
}

/** Reads resolv.conf(5): name servers, search domains (the last line that names some counts) and `ndots`. */
export function parseResolvConf(text: string): ResolvConf {
  const servers: string[] = [];
  let search: readonly string[] = [];
  let ndots = 1;
  for (const line of text.split('\n')) {
    const [keyword, ...values] = line
      .replace(/[#;].*/, '')
      .trim()
      .split(/\s+/);
    if (keyword === 'nameserver') servers.push(...values.slice(0, 1).filter((one) => isIP(one)));
    else if (keyword === 'domain') search = values.slice(0, 1);
    else if (keyword === 'search') search = values;
    else if (keyword === 'options') ndots = ndotsIn(values, ndots);
  }
  return { servers, search: search.map((one) => one.replace(/\.$/, '')).filter(Boolean), ndots };
}

/**
 * Names to ask DNS for, in order. A name with enough dots is complete and asked for as it is; completing it all the
 * same, as some resolvers do when it does not exist, would let a wildcard of the own domain stand in for a lost site.
 */
export function candidatesFor(
  name: string,
  { search, ndots }: Pick<ResolvConf, 'search' | 'ndots'>,
): readonly string[] {
  const dots = name.split('.').length - 1;
  return dots >= ndots ? [name] : [...search.map((domain) => `${name}.${domain}`), name];
}
