import { critical, info, warning } from './finding.ts';
import type { CertificateEvidence, CertificateFinding } from './schema.ts';

/** Versions that are not deprecated (RFC 8996). */
const SAFE = new Set(['TLSv1.2', 'TLSv1.3']);

/** Judges the newest protocol version of the server: that is what was agreed on. */
export const judgeProtocol = ({ protocol }: CertificateEvidence): CertificateFinding[] =>
  SAFE.has(protocol)
    ? []
    : [critical('protocol', 'TLS_PROTOCOL_TOO_OLD', { is: 'old-protocol', protocol })];

/** Judges what the server did once the certificate was read. */
export function judgeConnection({ handshakeEnd: is }: CertificateEvidence): CertificateFinding[] {
  switch (is) {
    case 'accepted':
      return [];
    case 'client-certificate-wanted':
      return [info('connection', 'TLS_CLIENT_CERT_REQUIRED', { is })];
    case 'closed':
      return [warning('connection', 'TLS_CLOSED_AFTER_HANDSHAKE', { is })];
  }
}
