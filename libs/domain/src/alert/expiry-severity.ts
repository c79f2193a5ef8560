import type { ExpiryStep } from './expiry-step.ts';
import type { Severity } from './kind.ts';

/** Days left, counted down; what has expired has none. */
const daysOf = (step: ExpiryStep): number => (step === 'expired' ? 0 : step);

/** Whether an expiry threshold comes after another one. */
export const isLaterStep = (step: ExpiryStep, than: ExpiryStep): boolean =>
  daysOf(step) < daysOf(than);

/** How bad it is to have reached a threshold: it gets worse as the end comes closer. */
export function expirySeverity(step: ExpiryStep): Severity {
  const days = daysOf(step);
  if (days <= 1) return 'critical';
  return days <= 3 ? 'high' : 'warning';
}
