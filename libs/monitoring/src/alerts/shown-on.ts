import type { Change, Ports } from '../ports.ts';
import type { AlertRecord } from '../records.ts';

/** Targets that are told live of a change of their domain; the pages of more are fresh when they are loaded. */
const MAX_TARGETS = 100;

/** What the bell says of targets that something common to them has changed. */
export const changesOf = (targets: readonly { id: string }[]): Change[] =>
  targets.slice(0, MAX_TARGETS).map(({ id }) => ({ type: 'target', id }));

/** The targets that show an alert. */
export async function shownOn(
  ports: Pick<Ports, 'targets'>,
  { targetId, domain }: Pick<AlertRecord, 'targetId' | 'domain'>,
): Promise<Change[]> {
  if (domain !== null) return changesOf(await ports.targets.onDomain(domain));
  return targetId === null ? [] : changesOf([{ id: targetId }]);
}
