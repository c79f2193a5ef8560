import {
  certificateExpiry,
  type ExpiryItem,
  type ExpiryPage,
  type ListExpiries,
} from '@app/domain';
import type { Ports } from '../ports.ts';
import { certificateItem, domainItem } from './expiry-items.ts';
import {
  certificatesAfter,
  comparePlaces,
  domainsAfter,
  readPlace,
  writePlace,
  type JointPlace,
} from './expiry-place.ts';

export type ExpiryPorts = Pick<Ports, 'targets' | 'registrations' | 'now'>;

const DEFAULT_LIMIT = 50;

/** Something that ends, with its place; the item itself is put together once it is shown. */
interface Ending {
  place: JointPlace;
  show: () => Promise<ExpiryItem | null>;
}

/**
 * Certificates and registrations of all targets that are checked, by their end. A domain names the target that is on
 * it longest. Throws invalid for a foreign cursor.
 */
export async function listExpiries(
  ports: ExpiryPorts,
  { cursor, limit = DEFAULT_LIMIT }: ListExpiries,
): Promise<ExpiryPage> {
  const after = cursor === undefined ? null : readPlace(cursor);
  const endings = (
    await Promise.all([
      endingCertificates(ports, { after, limit: limit + 1 }),
      endingDomains(ports, { after, limit: limit + 1 }),
    ])
  )
    .flat()
    .sort((a, b) => comparePlaces(a.place, b.place));
  const shown = endings.slice(0, limit);
  const last = shown.at(-1);
  const items = await Promise.all(shown.map(({ show }) => show()));
  return {
    items: items.filter((item) => item !== null),
    nextCursor: endings.length > limit && last ? writePlace(last.place) : null,
  };
}

interface Query {
  after: JointPlace | null;
  limit: number;
}

async function endingCertificates(ports: ExpiryPorts, { after, limit }: Query): Promise<Ending[]> {
  const now = ports.now();
  const targets = await ports.targets.expiring({ after: certificatesAfter(after), limit });
  return targets.flatMap((target): Ending[] => {
    const evidence = target.certificate?.reading?.evidence;
    if (!evidence) return [];
    const { validTo } = certificateExpiry(evidence, 0, now);
    return [
      {
        place: { expiresAt: validTo, kind: 'certificate', id: target.id },
        show: () => Promise.resolve(certificateItem(target, evidence, now)),
      },
    ];
  });
}

async function endingDomains(ports: ExpiryPorts, { after, limit }: Query): Promise<Ending[]> {
  const now = ports.now();
  const records = await ports.registrations.expiring({ after: domainsAfter(after), limit });
  return records.flatMap((record): Ending[] => {
    const { domain, expiresAt } = record.registration;
    if (!expiresAt) return [];
    return [
      {
        place: { expiresAt, kind: 'domain', id: domain },
        show: async () => domainItem(record, await ports.targets.onDomain(domain), now),
      },
    ];
  });
}
