import { formatDay } from '../text/format/instant.ts';
import { info } from './finding.ts';
import { servedInTurn, type KnownLeaf } from './leaves.ts';
import type { CertificateFinding } from './schema.ts';

const SHOWN_LEAVES = 4;
const SHOWN_ADDRESSES = 4;
const SHOWN_DIGITS = 8;

function listOf(addresses: readonly string[]): string {
  const shown = addresses.slice(0, SHOWN_ADDRESSES).join(', ');
  const more = addresses.length - SHOWN_ADDRESSES;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

const describe = ({ fingerprint, validTo, addresses }: KnownLeaf): string =>
  `${fingerprint.slice(0, SHOWN_DIGITS)}…, valid until ${formatDay(validTo)}, at ${listOf(addresses)}`;

/** Judges whether a site serves several certificates in turn, as in the middle of a roll-out. */
export function judgeInTurn(leaves: readonly KnownLeaf[], at: Date): CertificateFinding[] {
  const inTurn = servedInTurn(leaves, at).toSorted(
    (one, other) => one.validTo.getTime() - other.validTo.getTime(),
  );
  if (inTurn.length === 0) return [];
  const shown = inTurn.slice(0, SHOWN_LEAVES).map(describe).join('; ');
  const more = inTurn.length - SHOWN_LEAVES;
  return [
    info(
      'connection',
      'CERT_SERVED_IN_TURN',
      `Several certificates are served in turn: ${shown}${more > 0 ? `; and ${more} more` : ''}.`,
    ),
  ];
}
