import type { CertificateName } from '@app/domain/certificate';
import { plainLine } from '@app/domain';

/** Longest name that is kept; no host is longer (RFC 1035 section 2.3.4). */
const MAX_NAME_LENGTH = 253;

/** `DNS:a.example, IP Address:192.0.2.1, DNS:"quoted\u002c because of the comma"` */
const ENTRY = /(?:^|, )([^:,"]+):("(?:[^"\\]|\\.)*"|[^,]*)/g;

const KINDS: Readonly<Record<string, CertificateName['type']>> = { DNS: 'dns', 'IP Address': 'ip' };

function unquote(value: string): string {
  if (!value.startsWith('"')) return value;
  try {
    return String(JSON.parse(value));
  } catch {
    return value;
  }
}

/** DNS names and IP addresses of a certificate, from the text of Node; other kinds of names are left out. */
export function parseAltNames(text: string | undefined): CertificateName[] {
  const names: CertificateName[] = [];
  for (const [, kind = '', value = ''] of (text ?? '').matchAll(ENTRY)) {
    const type = KINDS[kind];
    if (type) names.push({ type, value: plainLine(unquote(value), MAX_NAME_LENGTH) });
  }
  return names;
}
