import {
  certificateItem,
  certificatesAfter,
  compareExpiries,
  comparePlaces,
  domainsAfter,
  expiryChoices,
  type ExpiryChoices,
  type ExpiryItem,
  type ExpiryPage,
  type ExportExpiries,
  type JointPlace,
  type ListExpiries,
  matchesExpiry,
  readOffset,
  readPlace,
  registrationItem,
  type RegistrationRecord,
  writeOffset,
  writePlace,
} from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

export type ExpiryPorts = Pick<Ports, 'targets' | 'registrations' | 'now'>;

const DEFAULT_LIMIT = 50;
/** Ends that are read at a time where all of them are looked through. */
const PAGE = 500;
const MAX_COLLECTED = 20_000;

/** Something that ends, with its place; a domain becomes an item once the targets on it are known. */
type Ending =
  { place: JointPlace; item: ExpiryItem } | { place: JointPlace; record: RegistrationRecord };

/**
 * Certificates and registrations of all targets that are checked, by their end unless another order is wanted. A
 * domain names the target that is on it longest. Throws invalid for a foreign cursor.
 */
export async function listExpiries(
  context: Context<ExpiryPorts>,
  { cursor, limit = DEFAULT_LIMIT, ...wanted }: ListExpiries,
): Promise<ExpiryPage> {
  const { ports } = context;
  const { sort = 'end', ...filter } = wanted;
  if (sort === 'end' && Object.keys(filter).length === 0) {
    return await listByEnd(ports, { cursor, limit });
  }
  // Neither a tag of some target on a domain nor an order but that by end has an index that both kinds share.
  const from = cursor === undefined ? 0 : readOffset(cursor);
  const items = await collectExpiries(context, wanted);
  const next = from + limit;
  return {
    items: items.slice(from, next),
    nextCursor: next < items.length ? writeOffset(next) : null,
  };
}

/** Everything that is wanted, in the order that is wanted; the first 20,000 ends of each kind count. */
export async function collectExpiries(
  { ports }: Context<ExpiryPorts>,
  { sort = 'end', ...filter }: ExportExpiries,
): Promise<ExpiryItem[]> {
  const now = ports.now();
  const { kind } = filter;
  const [certificates, domains] = await Promise.all([
    kind === 'domain'
      ? []
      : everyEnding((after) => endingCertificates(ports, { after, limit: PAGE, now })),
    kind === 'certificate'
      ? []
      : everyEnding((after) => endingRegistrations(ports, { after, limit: PAGE })),
  ]);
  const items: ExpiryItem[] = [];
  const endings = [...certificates, ...domains];
  for (let from = 0; from < endings.length; from += PAGE) {
    const some = await itemsOf(ports, endings.slice(from, from + PAGE), now);
    items.push(...some.filter((item) => matchesExpiry(item, filter)));
  }
  return items.sort(compareExpiries(sort));
}

async function everyEnding(
  read: (after: JointPlace | null) => Promise<Ending[]>,
): Promise<Ending[]> {
  const endings: Ending[] = [];
  while (endings.length < MAX_COLLECTED) {
    const page = await read(endings.at(-1)?.place ?? null);
    endings.push(...page);
    if (page.length < PAGE) break;
  }
  return endings;
}

/** The values by which the list can be filtered. */
export const listExpiryChoices = async (context: Context<ExpiryPorts>): Promise<ExpiryChoices> =>
  expiryChoices(await collectExpiries(context, {}));

/** A page of all ends, the earliest first. Throws invalid for a foreign cursor. */
export async function listByEnd(
  ports: ExpiryPorts,
  { cursor, limit }: { cursor: string | undefined; limit: number },
): Promise<ExpiryPage> {
  const now = ports.now();
  const after = cursor === undefined ? null : readPlace(cursor);
  const endings = (
    await Promise.all([
      endingCertificates(ports, { after, limit: limit + 1, now }),
      endingRegistrations(ports, { after, limit: limit + 1 }),
    ])
  )
    .flat()
    .sort((a, b) => comparePlaces(a.place, b.place));
  const shown = endings.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await itemsOf(ports, shown, now),
    nextCursor: endings.length > limit && last ? writePlace(last.place) : null,
  };
}

interface Query {
  after: JointPlace | null;
  limit: number;
}

async function endingCertificates(
  ports: Pick<ExpiryPorts, 'targets'>,
  { after, limit, now }: Query & { now: Date },
): Promise<Ending[]> {
  const targets = await ports.targets.expiring({ after: certificatesAfter(after), limit });
  return targets.flatMap((target): Ending[] => {
    const evidence = target.certificate?.reading?.evidence;
    if (!evidence) return [];
    const item = certificateItem(target, evidence, now);
    return [{ place: { expiresAt: item.expiresAt, kind: 'certificate', id: target.id }, item }];
  });
}

async function endingRegistrations(
  ports: Pick<ExpiryPorts, 'registrations'>,
  { after, limit }: Query,
): Promise<Ending[]> {
  const records = await ports.registrations.expiring({ after: domainsAfter(after), limit });
  return records.flatMap((record): Ending[] => {
    const { domain, expiresAt } = record.registration;
    return expiresAt ? [{ place: { expiresAt, kind: 'domain', id: domain }, record }] : [];
  });
}

async function itemsOf(
  ports: Pick<ExpiryPorts, 'targets'>,
  endings: readonly Ending[],
  now: Date,
): Promise<ExpiryItem[]> {
  const domains = endings.flatMap((one) => ('record' in one ? one.record.registration.domain : []));
  const on = await ports.targets.onDomains(domains);
  return endings.flatMap((one) => {
    if ('item' in one) return one.item;
    return registrationItem(one.record, on.get(one.record.registration.domain) ?? [], now) ?? [];
  });
}
