import { isIP } from 'node:net';
import { hasCarrier, readRoutes, routeTo, type Route } from './routes.ts';

/** One way out of the machine; addresses with the same key share its fate. */
export interface NetworkPath {
  readonly key: string;
  readonly family: 4 | 6;
  readonly route: 'present' | 'missing' | 'link-down' | 'unknown';
  readonly isDefault: boolean;
  /** Next hop; null on a direct link, and where nothing is known. */
  readonly gateway: string | null;
}

type ReadRoutes = (family: 4 | 6) => Route[] | null;
type IsLinked = (device: string) => boolean;

const familyOf = (address: string): 4 | 6 => (isIP(address) === 6 ? 6 : 4);

/** The way to an address. */
export function pathTo(
  address: string,
  read: ReadRoutes = readRoutes,
  isLinked: IsLinked = hasCarrier,
): NetworkPath {
  const family = familyOf(address);
  const routes = read(family);
  return toPath(family, routes && { chosen: routeTo(routes, address) }, isLinked);
}

/** The way to everything that no route of its own is for. */
export function defaultPath(
  family: 4 | 6,
  read: ReadRoutes = readRoutes,
  isLinked: IsLinked = hasCarrier,
): NetworkPath {
  const routes = read(family);
  return toPath(family, routes && { chosen: defaultOf(routes) }, isLinked);
}

/** A lost default route keeps its key, so that it is the same way that comes back. */
function toPath(
  family: 4 | 6,
  known: { chosen: Route | null } | null,
  isLinked: IsLinked,
): NetworkPath {
  const lost = { family, key: `ipv${family}`, gateway: null, isDefault: true } as const;
  if (!known) return { ...lost, route: 'unknown' };
  const { chosen } = known;
  if (!chosen || chosen.isRejecting) return { ...lost, route: 'missing' };
  const { block, device, gateway } = chosen;
  const isDefault = block.prefix === 0;
  return {
    family,
    key: isDefault ? lost.key : `ipv${family} ${device} ${gateway ?? 'direct'}`,
    gateway,
    isDefault,
    route: isLinked(device) ? 'present' : 'link-down',
  };
}

const defaultOf = (routes: readonly Route[]): Route | null =>
  routes.filter(({ block }) => block.prefix === 0).toSorted((a, b) => a.metric - b.metric)[0] ??
  null;
