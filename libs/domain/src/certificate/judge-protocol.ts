import { critical, info, warning } from './finding.ts';
import type { CertificateEvidence, CertificateFinding } from './schema.ts';

/** Versions that are not deprecated (RFC 8996). */
const SAFE = new Set(['TLSv1.2', 'TLSv1.3']);

/** Judges the newest protocol version of the server: that is what was agreed on. */
export function judgeProtocol({ protocol }: CertificateEvidence): CertificateFinding[] {
  if (SAFE.has(protocol)) return [];
  return [
    critical(
      'protocol',
      'TLS_PROTOCOL_TOO_OLD',
      `The server only offers TLS versions that are too old to be safe (${protocol}). Turn on TLS 1.2 and 1.3.`,
    ),
  ];
}

/** Judges what the server did once the certificate was read. */
export function judgeConnection({ handshakeEnd }: CertificateEvidence): CertificateFinding[] {
  switch (handshakeEnd) {
    case 'accepted':
      return [];
    case 'client-certificate-wanted':
      return [
        info(
          'connection',
          'TLS_CLIENT_CERT_REQUIRED',
          'The server wants a client certificate, which the check does not have.',
        ),
      ];
    case 'closed':
      return [
        warning(
          'connection',
          'TLS_CLOSED_AFTER_HANDSHAKE',
          'The server closed the connection right after the TLS handshake.',
        ),
      ];
  }
}
