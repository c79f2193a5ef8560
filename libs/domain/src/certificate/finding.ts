import type { CertificateFact } from '../check/certificate-fact.ts';
import type { CertificateFinding } from './schema.ts';

type Write = (
  property: CertificateFinding['property'],
  code: string,
  fact: CertificateFact,
) => CertificateFinding;

const withSeverity =
  (severity: CertificateFinding['severity']): Write =>
  (property, code, fact) => ({ property, severity, code, fact });

/** Clients refuse the connection, or its protection is broken. */
export const critical = withSeverity('critical');
/** Some clients refuse the connection. */
export const warning = withSeverity('warning');
/** Worth knowing; it may be meant that way. */
export const info = withSeverity('info');
