import * as z from 'zod';

/** Why an answer is missing or not believed. */
const RegistrationFailureClass = z.enum([
  'dns',
  'network',
  'timeout',
  'tls',
  'egress',
  'status',
  'empty',
  'too-large',
  'format',
  'wrong-name',
  'ambiguous',
  'implausible',
  'refused',
  /** One service says that the domain does not exist, and its delegation says that it does. */
  'contradicted',
  'no-service',
  'rate-limit',
  /** Our own pace: the registry's turn for this lookup is still to come. */
  'throttled',
]);
export type RegistrationFailureClass = z.infer<typeof RegistrationFailureClass>;

export const RegistrationFailure = z.object({
  class: RegistrationFailureClass,
  /** One sentence for people. */
  message: z.string(),
});
export type RegistrationFailure = z.infer<typeof RegistrationFailure>;
