import { type CertificateProperty, keyKindOf, type OtherCertificate } from '@app/domain';
import { formatCount } from '../util/figures';
import { formatDate } from '../util/instant';

const properties: Record<CertificateProperty, string> = {
  time: 'Dates',
  name: 'Name',
  trust: 'Trust',
  completeness: 'Chain',
  strength: 'Key and signature',
  protocol: 'Protocol',
};

const inOrder: Record<CertificateProperty, string> = {
  time: 'Every certificate of the chain is valid now.',
  name: 'It is for this host.',
  trust: 'It comes from an authority that is trusted.',
  completeness: 'The server sends all that clients need.',
  strength: 'Keys and signatures are strong enough.',
  protocol: 'The server speaks a TLS version that is safe.',
};

/** Words of the certificate on the target page. */
export const certificateWords = {
  title: 'Certificate',
  waiting: 'Not read yet. The first check runs within seconds.',
  paused: 'Not read while the target is paused.',
  trouble: (since: string): string => `Reading it has failed since ${since}.`,
  validTo: 'Valid until',
  issuer: 'Issued by',
  names: 'Names',
  moreNames: (count: number): string => `and ${formatCount(count)} more`,
  protocol: 'Protocol',
  serial: 'Serial number',
  fingerprint: 'Fingerprint (SHA-256)',
  read: 'Read',
  servedAt: 'Served by',
  others: 'Also served',
  other: ({ key, validTo, issuer, addresses }: OtherCertificate): string =>
    `${keyKindOf(key)}, valid until ${formatDate(validTo)}, issued by ${issuer}, at ${addresses.join(', ')}`,
  unreached: 'Addresses that could not be read',
  verdicts: 'Six checks',
  ok: 'OK',
  notOk: 'Problem',
  properties,
  inOrder,
  chain: 'Chain',
  roles: { site: 'Site', intermediate: 'Intermediate', root: 'Root' },
  issued: (issuer: string): string => `issued by ${issuer}`,
  selfIssued: 'issued by itself',
  valid: (from: string, to: string): string => `${from} to ${to}`,
  fromStore: 'from the trusted roots',
  changes: 'Changes',
  noChanges: 'No other certificate has been seen so far.',
};
