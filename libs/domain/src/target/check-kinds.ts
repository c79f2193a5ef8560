import { CERTIFICATE_CHECK } from '../certificate/check.ts';
import { HTTP_CHECK } from '../http/check.ts';
import { REGISTRATION_CHECK } from '../registration/check.ts';

/**
 * Every kind of check, by name. Where its checks are claimed tells what kind it is of: `slots` of the targets whose status
 * it decides, `watches` that targets have beside it, `registrations` that all targets on a domain share. A new kind is
 * added here.
 */
export const CHECK_KINDS = {
  http: HTTP_CHECK,
  certificate: CERTIFICATE_CHECK,
  domain: REGISTRATION_CHECK,
};
