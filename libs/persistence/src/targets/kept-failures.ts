import type {
  CertificateReading,
  CertificateWatch,
  LastCheck,
  UnreachedAddress,
  Watches,
} from '@app/domain';
import { fromKeptFailure, type KeptFailure } from '../results/failure-mapping.ts';

/* Failures inside the document of a target: those that older versions stored are sentences. */

type Kept<T extends { failure: unknown }> = Omit<T, 'failure'> & {
  failure: KeptFailure | Extract<T['failure'], null>;
};

export type KeptLastCheck = Kept<LastCheck>;

type Trouble = NonNullable<CertificateWatch['trouble']>;

interface KeptReading extends Omit<CertificateReading, 'unreached'> {
  unreached?: Kept<UnreachedAddress>[] | undefined;
}

export interface KeptWatch extends Omit<CertificateWatch, 'reading' | 'trouble'> {
  reading: KeptReading | null;
  trouble: Kept<Trouble> | null;
}

export const fromKeptCheck = (kept: KeptLastCheck | null): LastCheck | null =>
  kept && { ...kept, failure: kept.failure && fromKeptFailure(kept.failure) };

const withFacts = <T extends { failure: KeptFailure }>(kept: T) => ({
  ...kept,
  failure: fromKeptFailure(kept.failure),
});

const fromKeptReading = ({ unreached, ...reading }: KeptReading): CertificateReading => ({
  ...reading,
  ...(unreached && { unreached: unreached.map(withFacts) }),
});

export const fromKeptWatch = (kept: KeptWatch | null): CertificateWatch | null =>
  kept && {
    ...kept,
    reading: kept.reading && fromKeptReading(kept.reading),
    trouble: kept.trouble && withFacts(kept.trouble),
  };

/** What each kind of check knows of a target, as it is stored. */
export type KeptWatches = Omit<Watches, 'certificate'> & { certificate: KeptWatch | null };
