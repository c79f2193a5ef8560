/** Sources of host names that DNS questions and the hosts file cover. */
const COVERED = new Set(['files', 'dns', 'myhostname', 'resolve']);
/** Sources that know names of the local link only (multicast DNS). */
const LINK_LOCAL = 'mdns';

/**
 * The sources of host names on this machine, from nsswitch.conf(5); null when it names none, as on systems that have
 * no such file.
 */
export function parseNsswitch(text: string): readonly string[] | null {
  const line = /^\s*hosts:(.*)$/m.exec(text.replace(/#.*/g, ''))?.[1];
  const sources = line
    ?.replace(/\[[^\]]*\]/g, ' ')
    .trim()
    .split(/\s+/);
  return sources && sources[0] !== '' ? sources : null;
}

/** When the system's own resolver is asked for a name, which blocks one of the few threads of the process. */
export type SystemUse = 'first' | 'last' | 'never';

/**
 * Names of the local link are known to the system alone. Names of one label may be, and others where this machine has
 * a source of names (a directory, NIS) that is no DNS.
 */
export function systemUseFor(name: string, sources: readonly string[] | null): SystemUse {
  const isLinkLocal = name.endsWith('.local');
  const isShort = !name.includes('.');
  if (!sources) return isLinkLocal ? 'first' : isShort ? 'last' : 'never';
  if (isLinkLocal && sources.some((one) => one.startsWith(LINK_LOCAL) || one === 'resolve')) {
    return 'first';
  }
  const hasOthers = sources.some((one) => !COVERED.has(one) && !one.startsWith(LINK_LOCAL));
  return isShort || isLinkLocal || hasOthers ? 'last' : 'never';
}
