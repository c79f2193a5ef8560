import { refused, type FailedFinding, type Finding } from '../finding.ts';
import type { RegistryThrottle } from './throttle.ts';
import type { RateLimitReport } from '@app/domain/registration';

export interface TurnRequest {
  readonly throttle: RegistryThrottle;
  readonly server: string;
  readonly service: RateLimitReport['service'];
  readonly signal: AbortSignal | undefined;
}

const putOff = (server: string, until: Date): FailedFinding => ({
  kind: 'rate-limited',
  failure: {
    class: 'throttled',
    fact: { is: 'turn', server },
  },
  retryAt: until,
});

/** Asks a server when it is its turn. An answer "asked too often" or "not by you" puts the next turn off. */
export async function withSlot<T extends { readonly kind: string }>(
  { throttle, server, service, signal }: TurnRequest,
  ask: () => Promise<T | Finding>,
): Promise<T | Finding> {
  const turn = await throttle.take(server, signal ? { signal } : {});
  if (!turn.granted) {
    return turn.isRefused ? refused(server, turn.until) : putOff(server, turn.until);
  }
  let report: RateLimitReport = { service, rateLimited: false, retryAt: null };
  try {
    const answer = await ask();
    if (answer.kind === 'rate-limited' && 'retryAt' in answer) {
      report = { service, rateLimited: true, retryAt: answer.retryAt };
    }
    // RDAP refuses single names, too; there WHOIS is asked instead.
    if (service === 'whois' && 'failure' in answer && answer.failure.class === 'refused') {
      report = { service, rateLimited: false, retryAt: null, isRefused: true };
    }
    return answer;
  } finally {
    await turn.giveBack(report);
  }
}
