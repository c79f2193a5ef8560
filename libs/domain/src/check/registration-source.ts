import * as z from 'zod';

/** Who stated an expiry date; `manual` is a date that a person typed in. */
export const RegistrationSource = z.enum(['rdap', 'whois', 'manual']);
export type RegistrationSource = z.infer<typeof RegistrationSource>;
