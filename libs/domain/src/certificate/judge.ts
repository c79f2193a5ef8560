import { judgeName } from './judge-name.ts';
import { judgeConnection, judgeProtocol } from './judge-protocol.ts';
import { judgeStrength } from './judge-strength.ts';
import { judgeTime } from './judge-time.ts';
import { judgeCompleteness, judgeTrust } from './judge-trust.ts';
import {
  CertificateProperty,
  type CertificateEvidence,
  type CertificateFinding,
} from './schema.ts';

/**
 * Judges six properties of a certificate apart, so that no fault hides another, and what the server did with the
 * connection. `host` is a name (international ones in either form) or an IP address without brackets. That a
 * certificate expires soon is no finding: see `certificateExpiry`.
 */
export function judgeCertificate(
  evidence: CertificateEvidence,
  host: string,
  now: Date,
): CertificateFinding[] {
  return [
    ...judgeTime(evidence, now),
    ...judgeName(evidence, host),
    ...judgeTrust(evidence, host),
    ...judgeCompleteness(evidence),
    ...judgeStrength(evidence),
    ...judgeProtocol(evidence),
    ...judgeConnection(evidence),
  ];
}

/** One line of the six verdicts that are always shown; `ok` without findings. */
export interface CertificateVerdict<Finding> {
  readonly property: CertificateProperty;
  readonly ok: boolean;
  readonly findings: readonly Finding[];
}

/** Sorts findings by the six properties, those in order included. */
export const certificateVerdicts = <Finding extends Pick<CertificateFinding, 'property'>>(
  findings: readonly Finding[],
): CertificateVerdict<Finding>[] =>
  CertificateProperty.options.map((property) => {
    const own = findings.filter((finding) => finding.property === property);
    return { property, ok: own.length === 0, findings: own };
  });
