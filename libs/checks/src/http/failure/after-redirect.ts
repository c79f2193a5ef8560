import type { AfterRedirect, Failure } from '@app/domain';
import type { Hop } from '../redirect.ts';
import { withoutSecrets } from '../request-headers.ts';
import { failure } from './context.ts';

/** Answers by which servers say that something is missing from a request. */
const MISSING_SOMETHING = new Set([400, 401, 403, 404, 405, 406, 411, 415, 422]);

/** What a person set and another origin is not given. */
function leftBehind(first: Hop, last: Hop): string[] {
  const secrets = [...first.headers.keys()].filter(
    (name) => !withoutSecrets(first.headers).has(name),
  );
  return secrets.filter((name) => !last.headers.has(name));
}

/** What a redirect changed about the request, where that may be the cause of the answer. */
function changedBy(first: Hop, last: Hop, statusCode: number | null): AfterRedirect {
  if (statusCode === null || !MISSING_SOMETHING.has(statusCode)) return {};
  const withheld = leftBehind(first, last);
  return {
    ...(withheld.length > 0 ? { withheld } : {}),
    ...(first.method === last.method ? {} : { methods: [first.method, last.method] }),
  };
}

/**
 * Completes what went wrong behind a redirect: where it happened, and what the redirect left out of the request. A
 * person who typed one address must not look for the fault there.
 */
export function afterRedirect(
  found: Failure,
  { first, last, statusCode }: { first: Hop; last: Hop; statusCode: number | null },
): Failure {
  const redirect: AfterRedirect = {
    ...(last.url.origin === first.url.origin ? {} : { to: last.url.origin }),
    ...changedBy(first, last, statusCode),
  };
  return Object.keys(redirect).length === 0 ? found : { ...found, redirect };
}

/**
 * A redirect to an address that is never contacted. It is the site that sends its visitors there, so this is a failure
 * of the site.
 */
export function deniedRedirect(to: URL, { fact }: Failure): Failure {
  const denial = fact.is === 'egress' ? fact.denial : null;
  return failure('redirect', 'EGRESS_DENIED', { is: 'egress-redirect', to: to.origin, denial });
}
