/** Whose end of a registration a label names. */
export type DateLabel = 'expiry' | 'registrar-expiry';

/** `Registry Expiry Date`, `Domain Currently Expires`, `Record will expire on`, `expires at`, `Expired` … */
const EXPIRY =
  /^(?:(?:registry|registration|domain|record|currently|will|name|date|of) )*(?:expir(?:y|es|ed|e|ation))(?: (?:date|time|on|at))*$/;

const EXPIRY_WORDS = new Set([
  'paid till',
  'paid until',
  'renewal',
  'renewal date',
  'validity',
  'valid until',
  'valid till',
  'valid date',
  'exp date',
  'fecha de vencimiento',
  'fecha de expiración',
  'fecha de expiracion',
  'data de expiração',
  'data de expiracao',
  "date d'expiration",
  '有効期限',
  '사용 종료일',
]);

const REGISTRAR = /^registrar (?:registration )?(?:expir(?:y|es|e|ation))(?: (?:date|time|on))?$/;

/** What date a normalised label names; null when it names none. Labels are matched as a whole. */
export function dateLabel(label: string): DateLabel | null {
  if (REGISTRAR.test(label)) return 'registrar-expiry';
  return EXPIRY_WORDS.has(label) || EXPIRY.test(label) ? 'expiry' : null;
}

export const isDateLabel = (label: string): boolean => dateLabel(label) !== null;
