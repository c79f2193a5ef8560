import type { CertificateFinding } from './schema.ts';

type Judged = Omit<CertificateFinding, 'severity'>;
type Write = (property: Judged['property'], code: string, message: string) => CertificateFinding;

const withSeverity =
  (severity: CertificateFinding['severity']): Write =>
  (property, code, message) => ({ property, severity, code, message });

/** Clients refuse the connection, or its protection is broken. */
export const critical = withSeverity('critical');
/** Some clients refuse the connection. */
export const warning = withSeverity('warning');
/** Worth knowing; it may be meant that way. */
export const info = withSeverity('info');
