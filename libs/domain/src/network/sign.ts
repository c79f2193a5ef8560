import type { Failure } from '../check/schema.ts';
import { hostOfUrl, portOfUrl } from '../common/url-parts.ts';
import { parseAddress } from '../egress/address.ts';
import { isAnswer, isNetworkFailure } from './own-network.ts';

/** A failure that may be that of the machine's own network. */
export interface Suspicion {
  /** Address that failed; null when its name was not resolved. */
  readonly address: string | null;
  readonly port: number;
  /** Host of the target, if that is a name. */
  readonly name: string | null;
  /**
   * The resolver answered others meanwhile, so that the name itself has failed. That is no reason to ask, but a network
   * that is known to be away explains it, too: a resolver may answer from what it remembers.
   */
  readonly isNameAtFault?: boolean;
  /** The target was in order before: its silence says something. */
  readonly wasGood: boolean;
  /** People know already that it is down, so that an older answer will do. */
  readonly isKnownDown: boolean;
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** What a check says of the network of the machine that made it: somebody was reached, or nobody was. */
export type NetworkSign =
  | { readonly type: 'reached'; readonly address: string; readonly port: number; readonly at: Date }
  | { readonly type: 'suspicion'; readonly suspicion: Suspicion };

/** A check that tried to reach the host of a url. */
export interface Contact extends Pick<
  Suspicion,
  'wasGood' | 'isKnownDown' | 'startedAt' | 'endedAt'
> {
  readonly url: string;
  /** Address that answered, or the one tried last. */
  readonly address: string | null;
  readonly failure: Failure | null;
}

/** What a check says of the network; null for nothing. */
export function networkSign({ url, address, failure, ...seen }: Contact): NetworkSign | null {
  if (isAnswer(failure)) {
    if (address === null) return null;
    return { type: 'reached', address, port: portOfUrl(new URL(url)), at: seen.startedAt };
  }
  if (!isNetworkFailure(failure)) return null;
  const parsed = new URL(url);
  const host = hostOfUrl(parsed);
  const isLiteral = parseAddress(host) !== null;
  return {
    type: 'suspicion',
    suspicion: {
      ...seen,
      address: address ?? (isLiteral ? host : null),
      port: portOfUrl(parsed),
      name: isLiteral ? null : host,
      isNameAtFault: failure?.class === 'dns',
    },
  };
}
