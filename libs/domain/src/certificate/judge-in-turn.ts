import { info } from './finding.ts';
import { servedInTurn, type KnownLeaf } from './leaves.ts';
import type { CertificateFinding } from './schema.ts';

/** Certificates that are told; the others are counted. */
const SHOWN_LEAVES = 4;

/** Judges whether a site serves several certificates in turn, as in the middle of a roll-out. */
export function judgeInTurn(leaves: readonly KnownLeaf[], at: Date): CertificateFinding[] {
  const inTurn = servedInTurn(leaves, at).toSorted(
    (one, other) => one.validTo.getTime() - other.validTo.getTime(),
  );
  if (inTurn.length === 0) return [];
  const more = inTurn.length - SHOWN_LEAVES;
  return [
    info('connection', 'CERT_SERVED_IN_TURN', {
      is: 'served-in-turn',
      leaves: inTurn
        .slice(0, SHOWN_LEAVES)
        .map(({ fingerprint, validTo, addresses }) => ({ fingerprint, validTo, addresses })),
      ...(more > 0 && { more }),
    }),
  ];
}
