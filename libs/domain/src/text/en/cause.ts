import type { AlertCause, CheckErrorCause } from '../../alert/cause.ts';
import type { TroubleFact } from '../../alert/system-trouble.ts';
import type { RegistrationFailure } from '../../check/registration-failure.ts';
import type { Failure } from '../../check/schema.ts';
import { describeSlowness } from '../slowness.ts';
import { describeCertificateExpiry } from './certificate-expiry.ts';
import { describeChangedRecords } from './records.ts';
import { describeRegistrationEnd } from './registration-end.ts';

/** What sentences of causes are made with. */
export interface CauseHelpers {
  describeFailure: (failure: Failure) => string;
  describeTrouble: (fact: TroubleFact) => string;
  describeRegistrationFailure: (failure: RegistrationFailure) => string;
}

type Sentences = {
  [Is in AlertCause['is']]: (
    cause: Extract<AlertCause, { is: Is }>,
    helpers: CauseHelpers,
  ) => string;
};

/** How long checks have failed when people are told (`checkErrorAlert`). */
const FAILING_FOR = 'for 3 days';

function describeCheckError(
  cause: CheckErrorCause,
  { describeFailure, describeRegistrationFailure }: CauseHelpers,
): string {
  switch (cause.of) {
    case 'certificate':
      return `The certificate could not be read ${FAILING_FOR}. ${describeFailure(cause.failure)}`;
    case 'registration':
      return `The registration could not be looked up ${FAILING_FOR}. ${cause.failure ? describeRegistrationFailure(cause.failure) : ''}`;
  }
}

/** A sentence for each cause of an alert. */
export const CAUSE_SENTENCES: Sentences = {
  text: ({ text }) => text,
  failure: ({ failure }, { describeFailure }) => describeFailure(failure),
  'failed-check': () => 'The check failed.',
  slow: ({ latencyMs, slowMs }) => describeSlowness(latencyMs, slowMs),
  'check-error': describeCheckError,
  'certificate-expiry': describeCertificateExpiry,
  'registration-end': describeRegistrationEnd,
  troubles: ({ troubles }, { describeTrouble }) => troubles.map(describeTrouble).join(' '),
  'records-changed': ({ changes }) => describeChangedRecords(changes),
};

/** Where a newer version has stored a cause without a sentence. */
export const UNKNOWN_CAUSE = 'Something is wrong that this version of the monitor cannot name.';
