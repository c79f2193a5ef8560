import { isIP } from 'node:net';
import { hostOfUrl, judgeUrl, type Failure } from '@app/domain';
import type { Answer } from './answer.ts';
import { exchange, type ExchangeContext } from './exchange.ts';
import { failure } from './failure/context.ts';
import { isRedirect, nextHop, redirectFailure, type Hop } from './redirect.ts';

const nameOf = ({ method, url }: Hop): string => `${method} ${url.href}`;

function begin(hop: Hop, { trail, guard }: ExchangeContext): Failure | null {
  trail.hop = hop;
  trail.requests++;
  const refusal = judgeUrl(hop.url, guard.policy);
  if (refusal) return failure('egress', refusal.reason, refusal.message);
  trail.clock.enter(isIP(hostOfUrl(hop.url)) === 0 ? 'dns' : 'connect');
  return null;
}

/**
 * Makes a request and follows its redirects by hand, each judged like a new target. Gives the final answer, or why
 * there is none; rejects with the error that broke a request.
 */
export async function follow(
  first: Hop,
  maxRedirects: number,
  context: ExchangeContext,
): Promise<Answer | Failure> {
  const seen = new Set<string>();
  let hop = first;
  for (let redirects = 0; ; redirects++) {
    const refused = begin(hop, context);
    if (refused) return refused;
    const answer = await exchange(hop, context);
    if (!context.followsRedirects || !isRedirect(answer.statusCode)) return answer;
    if (redirects === maxRedirects) {
      return redirectFailure('TOO_MANY_REDIRECTS', `More than ${maxRedirects} redirects in a row.`);
    }
    const next = nextHop(hop, answer.statusCode, answer.location);
    if ('class' in next) return next;
    seen.add(nameOf(hop));
    if (seen.has(nameOf(next))) {
      return redirectFailure('TOO_MANY_REDIRECTS', 'The redirects run in a circle.');
    }
    hop = next;
  }
}
