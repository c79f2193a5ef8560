import { type Cidr, containsAddress, isLocalName, parseAddress } from '@app/domain';
import type { FastifyRequest } from 'fastify';
import { createHostTest, hostOfHeader, type HostRules } from './host-rules.ts';

export interface InnerCircleRules extends HostRules {
  /** Networks that may read figures and details of health (`METRICS_ALLOW_CIDRS`). */
  readonly metricsAllow: readonly Cidr[];
}

/**
 * Makes the test who may read figures and details of health: callers from networks that are allowed, under a name that
 * no page of somebody else can have (ours, an address, or one of a local network, as containers have).
 */
export function createInnerCircle(rules: InnerCircleRules): (request: FastifyRequest) => boolean {
  const isOurs = createHostTest(rules);
  const isSafeName = (header: string | undefined): boolean => {
    const host = hostOfHeader(header);
    return isOurs(header) || (host !== null && (parseAddress(host) !== null || isLocalName(host)));
  };
  return ({ ip, headers }) => {
    const address = parseAddress(ip);
    if (!address || !isSafeName(headers.host)) return false;
    return rules.metricsAllow.some((block) => containsAddress(block, address));
  };
}
