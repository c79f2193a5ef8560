import { parseAddress } from '../egress/address.ts';
import { critical } from './finding.ts';
import { matchesDnsName, matchesHost } from './names.ts';
import type { CertificateEvidence, CertificateFinding, LeafFacts } from './schema.ts';

/** Names that are told; the others are counted. */
const SHOWN = 3;

function otherName({ names, nameCount, commonName }: LeafFacts, host: string): CertificateFinding {
  const shown = names.slice(0, SHOWN).map(({ value }) => value);
  const more = nameCount - shown.length;
  return critical('name', 'CERT_NAME_MISMATCH', {
    is: 'other-name',
    host,
    names: shown,
    ...(more > 0 && { more }),
    ...(nameCount === 0 && commonName !== null && { commonName }),
  });
}

/** Judges whether the certificate is for the host; browsers ignore a common name. */
export function judgeName({ leaf }: CertificateEvidence, host: string): CertificateFinding[] {
  if (leaf.names.some((name) => matchesHost(name, host))) return [];
  const { commonName } = leaf;
  if (leaf.nameCount > 0 || commonName === null) return [otherName(leaf, host)];
  if (parseAddress(host) === null && matchesDnsName(commonName, host)) {
    return [critical('name', 'CERT_NAME_CN_ONLY', { is: 'common-name-only', host })];
  }
  return commonName === host
    ? [critical('name', 'CERT_NAME_MISMATCH', { is: 'common-name-only', host })]
    : [otherName(leaf, host)];
}
