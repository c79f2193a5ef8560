import {
  type CertificateDetails,
  type CertificateReading,
  type CertificateReadingView,
  expiryOf,
  notFound,
  viewCertificateChange,
  viewFailure,
  viewFinding,
} from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** All that is known of the certificate of a target. Throws not-found. */
export async function getCertificate(
  { ports }: Context<Pick<Ports, 'targets' | 'now'>>,
  id: string,
): Promise<CertificateDetails> {
  const target = await ports.targets.get(id);
  if (!target) throw notFound('target');
  const watch = target.certificate;
  const trouble = watch?.trouble ?? null;
  return {
    ...expiryOf(watch, target.thresholds.certificateDays, ports.now()),
    reading: watch?.reading ? viewReading(watch.reading) : null,
    changes: (watch?.changes ?? []).map((change) => viewCertificateChange(change)),
    trouble: trouble && {
      since: trouble.since,
      at: trouble.at,
      failure: viewFailure(trouble.failure),
    },
    nextCheckAt: watch?.dueAt ?? null,
  };
}

const viewReading = ({
  findings,
  unreached,
  ...reading
}: CertificateReading): CertificateReadingView => ({
  ...reading,
  findings: findings.map((finding) => viewFinding(finding)),
  ...(unreached && {
    unreached: unreached.map(({ address, failure }) => ({
      address,
      failure: viewFailure(failure),
    })),
  }),
});
