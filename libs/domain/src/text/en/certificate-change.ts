import { formatDay } from '../format/instant.ts';

/** That a site shows another certificate than before. */
export interface ShownChange {
  from: { issuer: string };
  to: { issuer: string; validTo: Date };
  issuerChanged: boolean;
  keyChanged: boolean;
  namesAdded: readonly string[];
  namesRemoved: readonly string[];
}

const SHOWN = 5;

const list = (names: readonly string[]): string =>
  names.length <= SHOWN
    ? names.join(', ')
    : `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`;

/** A change of certificate in a sentence: what is new about it, and what is not. */
export function describeCertificateChange({ from, to, ...change }: ShownChange): string {
  const parts = [
    `New certificate, valid until ${formatDay(to.validTo)}`,
    change.issuerChanged ? `issued by ${to.issuer} instead of ${from.issuer}` : 'same issuer',
    change.keyChanged ? 'new key' : 'same key',
  ];
  if (change.namesAdded.length > 0) parts.push(`names added: ${list(change.namesAdded)}`);
  if (change.namesRemoved.length > 0) parts.push(`names gone: ${list(change.namesRemoved)}`);
  return `${parts.join('; ')}.`;
}
