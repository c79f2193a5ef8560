import type { Failure } from '@app/domain';
import type { Hop } from '../redirect.ts';
import { withoutSecrets } from '../request-headers.ts';
import { failure } from './context.ts';

/** Names of headers that a sentence repeats. */
const SHOWN_HEADERS = 3;

/** Answers by which servers say that something is missing from a request. */
const MISSING_SOMETHING = new Set([400, 401, 403, 404, 405, 406, 411, 415, 422]);

/** What a person set and another origin is not given. */
function leftBehind(first: Hop, last: Hop): string[] {
  const secrets = [...first.headers.keys()].filter(
    (name) => !withoutSecrets(first.headers).has(name),
  );
  return secrets.filter((name) => !last.headers.has(name));
}

function headersRemark(names: readonly string[]): string {
  const more = names.length - SHOWN_HEADERS;
  const shown = names.slice(0, SHOWN_HEADERS).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return names.length === 1
    ? `The header ${shown} was not sent on: the redirect leads to another origin.`
    : `The headers ${shown} were not sent on: the redirect leads to another origin.`;
}

/** What a redirect changed about the request, where that may be the cause of the answer. */
function remarksOn(first: Hop, last: Hop, statusCode: number | null): string[] {
  if (statusCode === null || !MISSING_SOMETHING.has(statusCode)) return [];
  const names = leftBehind(first, last);
  return [
    ...(names.length > 0 ? [headersRemark(names)] : []),
    ...(first.method === last.method
      ? []
      : [`The redirect turned ${first.method} into ${last.method}, as in browsers.`]),
  ];
}

/**
 * Completes what went wrong behind a redirect: where it happened, and what the redirect left out of the request. A
 * person who typed one address must not look for the fault there.
 */
export function afterRedirect(
  found: Failure,
  { first, last, statusCode }: { first: Hop; last: Hop; statusCode: number | null },
): Failure {
  const where =
    last.url.origin === first.url.origin ? [] : [`After a redirect to ${last.url.origin}:`];
  const message = [...where, found.message, ...remarksOn(first, last, statusCode)].join(' ');
  return { ...found, message };
}

/**
 * A redirect to an address that is never contacted. It is the site that sends its visitors there, so this is a failure
 * of the site.
 */
export function deniedRedirect(to: URL, denial: string): Failure {
  return failure(
    'redirect',
    'EGRESS_DENIED',
    `The site redirects to ${to.origin}, where its visitors get nothing: a wrong redirect, or somebody tampered with the site. ${denial}`,
  );
}
