import type { AlertRecord } from '../alert/record.ts';
import type { Alert } from '../alert/schema.ts';
import { describeCause } from './cause.ts';
import type { Language } from './format/language.ts';

/** A stored alert as clients see it, its reason in words. */
export function toAlert(
  { subject: _, updatedAt: __, announcements: ___, troubles: ____, cause, ...alert }: AlertRecord,
  language?: Language,
): Alert {
  return { ...alert, reason: describeCause(cause, language) };
}
