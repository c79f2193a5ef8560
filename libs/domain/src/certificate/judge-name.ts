import { parseAddress } from '../egress/address.ts';
import { critical } from './finding.ts';
import { commonNameOnly } from '../text/en/chain-fault.ts';
import { matchesDnsName, matchesHost } from './names.ts';
import type { CertificateEvidence, CertificateFinding, LeafFacts } from './schema.ts';

const SHOWN = 3;

function whoseItIs({ names, nameCount, commonName }: LeafFacts): string {
  if (nameCount === 0) return commonName ?? 'no name at all';
  const shown = names.slice(0, SHOWN).map(({ value }) => value);
  const more = nameCount - shown.length;
  const others = more > 0 ? ` and ${more} more` : '';
  return shown.length === 0 ? 'names of another kind only' : shown.join(', ') + others;
}

/** Judges whether the certificate is for the host; browsers ignore a common name. */
export function judgeName({ leaf }: CertificateEvidence, host: string): CertificateFinding[] {
  if (leaf.names.some((name) => matchesHost(name, host))) return [];
  const { commonName } = leaf;
  const matchesCommonName =
    leaf.nameCount === 0 &&
    commonName !== null &&
    parseAddress(host) === null &&
    matchesDnsName(commonName, host);
  if (matchesCommonName) {
    return [critical('name', 'CERT_NAME_CN_ONLY', commonNameOnly('The certificate', host))];
  }
  return [
    critical(
      'name',
      'CERT_NAME_MISMATCH',
      leaf.nameCount === 0 && commonName === host
        ? commonNameOnly('The certificate', host)
        : `The certificate is not for ${host}, but for ${whoseItIs(leaf)}.`,
    ),
  ];
}
