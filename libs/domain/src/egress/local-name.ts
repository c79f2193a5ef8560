/** Names that are never delegated in the public DNS, or that networks use for themselves. */
const LOCAL_SUFFIXES = [
  'corp',
  'home',
  'home.arpa',
  'internal',
  'intranet',
  'invalid',
  'lan',
  'local',
  'localdomain',
  'localhost',
  'onion',
  'private',
  'test',
];

/** True for a host name that only means something inside a network: a single label, or a local suffix. */
export function isLocalName(name: string): boolean {
  const host = name.toLowerCase().replace(/\.$/, '');
  return !host.includes('.') || LOCAL_SUFFIXES.some((suffix) => host.endsWith(`.${suffix}`));
}
