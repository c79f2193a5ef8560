import type { EgressFact } from '../../egress/denial.ts';
import type { RangeKind } from '../../egress/zone.ts';

const RANGES: Readonly<Record<RangeKind, string>> = {
  metadata: 'a cloud metadata address',
  unspecified: 'an unspecified address',
  'link-local': 'a link-local address',
  multicast: 'a multicast address',
  reserved: 'a reserved address',
  loopback: 'a loopback address',
  private: 'a private address',
  'carrier-nat': 'an address of carrier-grade NAT',
  documentation: 'a documentation address',
  benchmarking: 'a benchmarking address',
  'special-purpose': 'a special-purpose address',
};

type Of<Is extends EgressFact['is']> = Extract<EgressFact, { is: Is }>;

const place = ({ host, range, cidr }: Of<'never' | 'behind-public' | 'private'>): string =>
  `${host} is ${RANGES[range]} (${cidr})`;

const SENTENCES: {
  readonly [Is in EgressFact['is']]: (fact: Of<Is>) => string;
} = {
  own: ({ host, port, service }) =>
    `${host} port ${port} is this product's own ${service}, which it never contacts as a target.`,
  never: (fact) => `${place(fact)}. No setting allows such addresses.`,
  'behind-public': (fact) =>
    `${place(fact)}, and a public site may not lead there. Set request.privateRedirects of the target to allow it.`,
  private: (fact) =>
    fact.mode === 'allow-list'
      ? `${place(fact)}. Add the address or its range to EGRESS_ALLOW_CIDRS to allow it.`
      : `${place(fact)}. Set EGRESS_MODE=allow-private to allow it, or EGRESS_MODE=allow-list with EGRESS_ALLOW_CIDRS=${fact.cidr}.`,
  'local-name': ({ host }) =>
    `${host} is a name of a local network. Set EGRESS_MODE=allow-private to allow it, or EGRESS_MODE=allow-list with EGRESS_ALLOW_CIDRS.`,
  'no-address': () => 'The resolver answered with something that is not an IP address.',
  port: ({ port }) => `Port ${port} belongs to another service and cannot be watched by HTTP.`,
};

/** Of what a newer version has stored. */
const UNKNOWN = 'The address is not allowed.';

/** Why a destination is refused and what would allow it, in a sentence or a few. */
export function describeEgress(fact: EgressFact): string {
  if (!Object.hasOwn(SENTENCES, fact.is)) return UNKNOWN;
  // The compiler knows only that each fact has its own sentence, not that this is the one.
  const say: (fact: never) => string = SENTENCES[fact.is];
  const resolved =
    fact.name !== undefined && 'host' in fact ? `${fact.name} resolves to ${fact.host}. ` : '';
  return `${resolved}${say(fact as never)}`;
}
