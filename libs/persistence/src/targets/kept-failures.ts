import type {
  CertificateEvent,
  CertificateFinding,
  CertificateReading,
  CertificateWatch,
  LastCheck,
  UnreachedAddress,
} from '@app/domain';
import type { Watches } from '@app/domain/check-kinds';
import { fromKeptFailure, type KeptFailure } from '../results/failure-mapping.ts';

/* Failures and findings inside the document of a target: those that older versions stored are sentences. */

type Kept<T extends { failure: unknown }> = Omit<T, 'failure'> & {
  failure: KeptFailure | Extract<T['failure'], null>;
};

export type KeptLastCheck = Kept<LastCheck>;

type Trouble = NonNullable<CertificateWatch['trouble']>;

/** Of an older version: a sentence in place of a fact. */
type KeptFinding = Omit<CertificateFinding, 'fact'> & {
  fact?: CertificateFinding['fact'];
  message?: string;
};

interface KeptReading extends Omit<CertificateReading, 'findings' | 'unreached'> {
  findings: KeptFinding[];
  unreached?: Kept<UnreachedAddress>[] | undefined;
}

/** Of an older version: with the sentence that its facts make. */
type KeptEvent = CertificateEvent & { message?: string };

export interface KeptWatch extends Omit<CertificateWatch, 'reading' | 'changes' | 'trouble'> {
  reading: KeptReading | null;
  changes: KeptEvent[];
  trouble: Kept<Trouble> | null;
}

export const fromKeptCheck = (kept: KeptLastCheck | null): LastCheck | null =>
  kept && { ...kept, failure: kept.failure && fromKeptFailure(kept.failure) };

const withFacts = <T extends { failure: KeptFailure }>(kept: T) => ({
  ...kept,
  failure: fromKeptFailure(kept.failure),
});

const fromKeptFinding = ({ message, ...finding }: KeptFinding): CertificateFinding => ({
  ...finding,
  fact: finding.fact ?? { is: 'text', text: message ?? '' },
});

const fromKeptReading = ({ findings, unreached, ...reading }: KeptReading): CertificateReading => ({
  ...reading,
  findings: findings.map(fromKeptFinding),
  ...(unreached && { unreached: unreached.map(withFacts) }),
});

export const fromKeptWatch = (kept: KeptWatch | null): CertificateWatch | null =>
  kept && {
    ...kept,
    reading: kept.reading && fromKeptReading(kept.reading),
    changes: kept.changes.map(({ message: _, ...change }) => change),
    trouble: kept.trouble && withFacts(kept.trouble),
  };

/** What each kind of check knows of a target, as it is stored. */
export type KeptWatches = Omit<Watches, 'certificate'> & { certificate: KeptWatch | null };
