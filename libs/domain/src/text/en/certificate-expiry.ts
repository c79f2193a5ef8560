import type { CertificateExpiryCause } from '../../alert/cause.ts';
import { inDays } from '../format/days.ts';
import { formatDay } from '../format/instant.ts';

/** What ends, and the way out. A server cannot mend that the authority which its clients trust comes to its end. */
function subjectOf({ part, subject = '' }: CertificateExpiryCause): { what: string; mend: string } {
  switch (part) {
    case 'leaf':
      return { what: 'The certificate', mend: 'Renew it' };
    case 'authority':
      return {
        what: `The authority that clients trust (${subject})`,
        mend: 'Have the certificate issued under its successor, and have clients trust that one',
      };
    case 'chain':
      return {
        what: `A certificate of the chain (${subject})`,
        mend: 'Send the chain that your authority offers now',
      };
  }
}

function endOf(cause: CertificateExpiryCause): string {
  const { what, mend } = subjectOf(cause);
  const day = formatDay(cause.validTo);
  return cause.daysLeft <= 0
    ? `${what} expired on ${day}: clients refuse the connection. ${mend}.`
    : `${what} expires ${inDays(cause.daysLeft)}, on ${day}. ${mend}.`;
}

function placeOf({ addresses, keyKind }: NonNullable<CertificateExpiryCause['place']>): string {
  const which = keyKind
    ? `It is the one with ${keyKind === 'RSA' ? 'an RSA' : 'an ECDSA'} key and`
    : 'It';
  return `${which} is served at ${addresses.join(', ')}.`;
}

/**
 * Why people are told that a certificate ends: the day and the way out, the place of the certificate where a site shows
 * several, and why it is told of again.
 */
export const describeCertificateExpiry = (cause: CertificateExpiryCause): string =>
  [
    endOf(cause),
    ...(cause.place ? [placeOf(cause.place)] : []),
    ...(cause.isBack ? ['It was not seen for a while and is served again.'] : []),
  ].join(' ');
