import type { OfflineCause } from '../check/failure-fact.ts';
import { networkOf } from './network-of.ts';

/** What is known of the machine's own way to a set of targets, all behind the same next hop. */
export interface NetworkEvidence {
  /**
   * `missing`: the machine has no route (any more), or one that refuses; `link-down`: the interface has no carrier;
   * `unknown`: this system does not tell.
   */
  route: 'present' | 'missing' | 'link-down' | 'unknown';
  /** True for the way to everything that no other route is for. */
  isDefault: boolean;
  /** For another way than the default one: why that is away, if it is. */
  defaultAway?: OfflineCause | null;
  /** The next hop: `unclear` when it neither answers nor is known to be gone, `none` on a direct link. */
  gateway: 'alive' | 'dead' | 'unclear' | 'none';
  /** Answers of the canaries that the administrator chose. */
  canaries: { answered: number; silent: number };
  /** Whether the resolver answers questions that it cannot know the answer of. */
  resolver: 'answers' | 'silent' | 'not-asked';
  /** Targets on this way, good ones before the failures among them, that were asked for a bare connection. */
  targets: { answered: number; silent: readonly string[] };
}

export type NetworkVerdict = { isOnline: true } | { isOnline: false; cause: OfflineCause };

/** Silent networks that outweigh a gateway that still answers: then it is the line behind it. */
const NETWORKS_BEHIND_A_LIVE_GATEWAY = 3;
/** The same where nothing is known of the gateway; many addresses of one network weigh as much. */
const NETWORKS = 2;
const ADDRESSES = 3;

const ONLINE: NetworkVerdict = { isOnline: true };
const offline = (cause: OfflineCause): NetworkVerdict => ({ isOnline: false, cause });

/**
 * Decides whether failures on one way out of the machine are its own (docs/rules.md, "Own network"). One answer from
 * outside proves that it is online, whatever else is silent. Without any it is offline when its route, link or gateway is
 * gone, when all canaries are silent, or when too many different networks fell silent at once to be a coincidence.
 * A private network (a VPN) beside a default route that works fails on its own: that is told.
 */
export function judgeOwnNetwork(evidence: NetworkEvidence): NetworkVerdict {
  const { route, gateway, canaries, resolver, targets, isDefault } = evidence;
  if (targets.answered > 0 || canaries.answered > 0) return ONLINE;
  if (route === 'missing') return offline('no-route');
  if (route === 'link-down') return offline('link');
  if (gateway === 'dead') return offline('gateway');
  if (canaries.silent > 0) return offline('canaries');
  if (!isDefault) return evidence.defaultAway ? offline(evidence.defaultAway) : ONLINE;
  if (resolver === 'answers') return ONLINE;
  return isTooMuchSilence(targets.silent, gateway) ? offline('silence') : ONLINE;
}

function isTooMuchSilence(silent: readonly string[], gateway: NetworkEvidence['gateway']): boolean {
  const networks = new Set(silent.map((address) => networkOf(address) ?? address)).size;
  if (gateway === 'alive') return networks >= NETWORKS_BEHIND_A_LIVE_GATEWAY;
  return networks >= NETWORKS || new Set(silent).size >= ADDRESSES;
}
