import {
  describeRegistrationFailure,
  isKnownRegistrationFailure,
  type Registration,
  type RegistrationFailure,
} from '@app/domain';

/**
 * Why a lookup failed, as registrations store it: a fact, and beside it the English sentence that it makes, which is all
 * that an older version reads. That version writes a sentence without a fact.
 */
interface KeptFailure extends Omit<RegistrationFailure, 'fact'> {
  message: string;
  fact?: RegistrationFailure['fact'];
}

export type KeptRegistration = Omit<Registration, 'failure'> & { failure: KeptFailure | null };

const toKeptFailure = (failure: RegistrationFailure): KeptFailure => ({
  class: failure.class,
  message: describeRegistrationFailure(failure),
  ...(failure.fact.is === 'text' ? {} : { fact: failure.fact }),
});

const fromKeptFailure = ({
  class: failureClass,
  message,
  fact,
}: KeptFailure): RegistrationFailure => ({
  class: failureClass,
  fact: fact && isKnownRegistrationFailure(fact) ? fact : { is: 'text', text: message },
});

export const toKept = ({ failure, ...registration }: Registration): KeptRegistration => ({
  ...registration,
  failure: failure && toKeptFailure(failure),
});

export const fromKept = ({ failure, ...registration }: KeptRegistration): Registration => ({
  ...registration,
  failure: failure && fromKeptFailure(failure),
});
