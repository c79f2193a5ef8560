import type { RangeKind } from './zone.ts';

export type EgressReason = 'EGRESS_NEVER' | 'EGRESS_PRIVATE' | 'EGRESS_SELF';

interface OfRange {
  readonly host: string;
  readonly range: RangeKind;
  readonly cidr: string;
}

/** Why a destination is refused, in no language: `is` tells which sentence of `text` it becomes. */
export type EgressFact = (
  | { readonly is: 'own'; readonly host: string; readonly port: number; readonly service: string }
  | ({ readonly is: 'never' | 'behind-public' } & OfRange)
  /** The mode that refuses it. */
  | ({ readonly is: 'private'; readonly mode: 'public-only' | 'allow-list' } & OfRange)
  | { readonly is: 'local-name'; readonly host: string }
  /** The resolver answered with something else. */
  | { readonly is: 'no-address' }
  /** One that belongs to another service than the web. */
  | { readonly is: 'port'; readonly port: number }
) & {
  /** The name that was looked up, where the address that it leads to is refused. */
  readonly name?: string;
};

/** That a destination is refused: for machines, and for people. */
export interface EgressDenial {
  readonly reason: EgressReason;
  readonly fact: EgressFact;
}
