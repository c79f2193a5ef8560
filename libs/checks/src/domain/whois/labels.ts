import type { Entry } from './entries.ts';

/**
 * What a label of a WHOIS answer means. Labels are matched as a whole: `option expiration date`, `free date`,
 * `available` and `renew date` belong to other things than the end of the registration.
 */
export type Meaning =
  | 'domain'
  | 'expiry'
  | 'registrar-expiry'
  | 'status'
  | 'name-server'
  | 'registrar'
  | 'referral'
  | 'evidence';

/** `Registry Expiry Date`, `Domain Currently Expires`, `Record will expire on`, `expires at`, `Expired` … */
const EXPIRY =
  /^(?:(?:registry|registration|domain|record|currently|will|name|date|of) )*(?:expir(?:y|es|ed|e|ation))(?: (?:date|time|on|at))*$/;

const EXACT: readonly (readonly [Meaning, readonly string[]])[] = [
  [
    'expiry',
    [
      'paid till',
      'renewal',
      'renewal date',
      'validity',
      'valid until',
      'valid date',
      'exp date',
      'fecha de vencimiento',
      'fecha de expiración',
      'fecha de expiracion',
      'data de expiração',
      'data de expiracao',
      '有効期限',
      '사용 종료일',
    ],
  ],
  [
    'registrar-expiry',
    [
      'registrar registration expiration date',
      'registrar registration expiry date',
      'registrar expiration date',
      'registrar expiry date',
    ],
  ],
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
  const exact = MEANINGS.get(label);
  if (exact) return exact;
  if (EXPIRY.test(label)) return 'expiry';
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
