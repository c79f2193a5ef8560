import {
  asChangedName,
  type ClaimedTarget,
  ledElsewhere,
  parseAddress,
  type ProbeResult,
} from '@app/domain';
import type { Ports } from '../ports/index.ts';
import type { TargetStore } from '../ports/targets.ts';

/** An address as a url writes its host. */
const urlOf = (address: string): string =>
  `http://${address.includes(':') ? `[${address}]` : address}/`;

/**
 * Tells a name that changed from one that our policy never allowed: both lead to a denied address and were not
 * contacted, but only the first is a failure of the site (hijacked, sinkholed). Reads the target only after such a
 * check; when it cannot be read, the check stays inconclusive.
 */
export async function judgeDeniedName(
  ports: Pick<Ports, 'judgeUrl'> & { targets: Pick<TargetStore, 'get'> },
  { target }: ClaimedTarget,
  result: ProbeResult,
): Promise<ProbeResult> {
  const { failure } = result;
  const isDenied = failure?.class === 'egress' && failure.code !== 'EGRESS_SELF';
  // Without a verdict since the url was set there is no "before".
  if (!isDenied || target.state.lastConclusiveSlot === null) return result;
  if (parseAddress(new URL(target.url).hostname.replace(/^\[|\]$/g, ''))) return result;
  const record = await ports.targets.get(target.id).catch(() => null);
  const isAllowed = (address: string): boolean => ports.judgeUrl(urlOf(address)).ok;
  return record && ledElsewhere(record.recent, isAllowed) ? asChangedName(result) : result;
}
