import type { Ports } from '../ports/index.ts';

/** The registrable domain of a url; null for hosts that have none. */
export function domainOfUrl({ domainOf }: Pick<Ports, 'domainOf'>, url: string): string | null {
  const found = domainOf(url);
  return found.kind === 'domain' ? found.domain : null;
}
