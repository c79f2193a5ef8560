import { isIP } from 'node:net';
import { hostOfUrl, judgeUrl, MAX_REDIRECTS, type Failure, type FailureFact } from '@app/domain';
import type { EgressGuard } from '@app/platform';
import type { Answer } from './answer.ts';
import { CookieJar } from './cookies/jar.ts';
import { exchange } from './exchange.ts';
import { failure } from './failure/context.ts';
import { isRedirect, nextHop, redirectFailure, type Hop } from './redirect.ts';
import { requestTarget } from './request-target.ts';
import type { ExchangeContext } from './speaker.ts';

/** The same address with the same cookies brings the same answer. */
const nameOf = ({ method, url, headers }: Hop): string =>
  `${method} ${url.origin}${requestTarget(url)} ${headers.get('cookie') ?? ''}`;

/** The request as it is sent: with the cookies that were set on the way. */
function withCookies(hop: Hop, jar: CookieJar): Hop {
  const own = hop.headers.get('cookie') ?? null;
  const cookie = jar.headerFor(hop.url, own);
  if (cookie === own || cookie === null) return hop;
  return { ...hop, headers: new Map([...hop.headers, ['cookie', cookie]]) };
}

const tooMany = (max: number): FailureFact => ({
  is: 'redirects',
  max,
  mostAllowed: MAX_REDIRECTS,
});

function begin(hop: Hop, { trail, guard }: ExchangeContext): Failure | null {
  trail.hop = hop;
  trail.requests++;
  const refusal = judgeUrl(hop.url, guard.policy);
  if (refusal) return failure('egress', refusal.reason, { is: 'egress', denial: refusal.fact });
  trail.clock.enter(isIP(hostOfUrl(hop.url)) === 0 ? 'dns' : 'connect');
  return null;
}

/**
 * Makes a request and follows its redirects by hand, each judged like a new target; what a public site leads to must be public,
 * too, unless the target says otherwise, or a private site led to it and is led back to. Gives the final answer, or why there is
 * none; rejects with the error that broke a request.
 */
export async function follow(
  first: Hop,
  maxRedirects: number,
  start: ExchangeContext,
): Promise<Answer | Failure> {
  let context = start;
  const seen = new Set<string>();
  const jar = new CookieJar();
  const own = new Map<string, EgressGuard>();
  let hop = first;
  for (let redirects = 0; ; redirects++) {
    const sent = redirects === 0 ? hop : withCookies(hop, jar);
    if (redirects > 0 && seen.has(nameOf(sent))) {
      return redirectFailure('TOO_MANY_REDIRECTS', { is: 'circle' });
    }
    const refused = begin(hop, context);
    if (refused) return refused;
    const answer = await exchange(sent, context);
    if (!context.followsRedirects || !isRedirect(answer.statusCode)) return answer;
    if (redirects === maxRedirects) {
      return redirectFailure('TOO_MANY_REDIRECTS', tooMany(maxRedirects));
    }
    if (answer.isLocationAmbiguous) {
      return redirectFailure('REDIRECT_AMBIGUOUS');
    }
    const next = nextHop(hop, answer.statusCode, answer.location);
    if ('class' in next) return next;
    seen.add(nameOf(sent));
    jar.take(answer.setCookies, hop.url);
    const { guard, privateRedirects, trail } = context;
    const behind = privateRedirects ? guard : guard.behind(trail.address);
    // A private site may send people to a public login, which sends them back to where they came from.
    if (!behind.policy.isBehindPublic) own.set(hop.url.origin, behind);
    hop = next;
    context = { ...context, guard: own.get(hop.url.origin) ?? behind };
  }
}
