import { dateLabel, type DateLabel } from './date-label.ts';
import type { Entry } from './entries.ts';

/**
 * What a label of a WHOIS answer means. Labels are matched as a whole: `option expiration date`, `free date`,
 * `available` and `renew date` belong to other things than the end of the registration.
 */
export type Meaning =
  'domain' | DateLabel | 'status' | 'hold' | 'name-server' | 'registrar' | 'referral' | 'evidence';

const EXACT: readonly (readonly [Meaning, readonly string[]])[] = [
  [
    'domain',
    [
      'domain',
      'domain name',
      'domainname',
      'nombre de dominio',
      'nome de dominio',
      'nome de domínio',
      'nom de domaine',
      'ドメイン名',
      '도메인이름',
    ],
  ],
  ['status', ['status', 'domain status', 'state', 'domain state', 'epp status', 'query status']],
  ['status', ['eppstatus']],
  ['hold', ['hold']],
  ['status', ['registration status', 'estado', '状態']],
  ['name-server', ['name server', 'name servers', 'nserver', 'nameserver', 'nameservers']],
  ['name-server', ['domain nameservers', 'domain servers in listed order', 'dns']],
  ['registrar', ['registrar', 'registrar name', 'sponsoring registrar']],
  ['referral', ['registrar whois server', 'whois server', 'referralserver', 'registrar whois']],
];

const MEANINGS = new Map(
  EXACT.flatMap(([meaning, labels]) => labels.map((label) => [label, meaning])),
);

/** Labels that only the record of a registered domain has. */
const EVIDENCE =
  /^(?:(?:domain|record|date|fecha|data) (?:de |of )?)*(?:created|creation|creacion|registro|registered|registration|activated|changed|modified|updated|last (?:modified|updated?)|holder|holder [a-z]|owner|registrant)(?: (?:date|time|on|at|name|type))*$/;

function meaningOf(label: string): Meaning | null {
  const known = dateLabel(label) ?? MEANINGS.get(label);
  if (known) return known;
  return EVIDENCE.test(label) ? 'evidence' : null;
}

/** What an entry is about; null when it is nothing that matters here. */
export function meaningOfEntry({ labels }: Entry): Meaning | null {
  for (const label of labels) {
    const meaning = meaningOf(label);
    if (meaning) return meaning;
  }
  return null;
}
