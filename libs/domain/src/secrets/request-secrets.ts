import type { RequestSettings } from '../check/http-settings.ts';
import { MASK } from '../common/mask.ts';
import { isSealed } from './sealed.ts';

/** The part of the settings of a request that nobody gets to see again. */
export type RequestSecrets = Pick<RequestSettings, 'headers' | 'body'>;

/** A request as clients see it: which headers are set and whether there is a body, and of neither the value. */
export const maskRequest = <T extends RequestSecrets>(request: T): T => ({
  ...request,
  headers: Object.fromEntries(Object.keys(request.headers).map((name) => [name, MASK])),
  body: request.body === null ? null : MASK,
});

/** Changes of a request, as a client sent them. */
type SentSecrets = { [K in keyof RequestSecrets]?: RequestSecrets[K] | undefined };

/**
 * What a client sent, with what is stored in the place of each mask that came back. `unknown` names the first field
 * for which nothing is stored; names of headers are compared in any case.
 */
export function unmaskRequest<T extends SentSecrets>(
  sent: T,
  stored: RequestSecrets | null,
): { request: T; unknown: string | null } {
  const known = new Map(
    Object.entries(stored?.headers ?? {}).map(([name, text]) => [name.toLowerCase(), text]),
  );
  const headers = Object.entries(sent.headers ?? {}).map(
    ([name, text]): [string, string | null] => [
      name,
      text === MASK ? (known.get(name.toLowerCase()) ?? null) : text,
    ],
  );
  const isBodyUnknown = sent.body === MASK && (stored?.body ?? null) === null;
  const missing = headers.find(([, text]) => text === null);
  const unknown = missing ? `request.headers.${missing[0]}` : isBodyUnknown ? 'request.body' : null;
  const request = {
    ...sent,
    ...(sent.headers && {
      headers: Object.fromEntries(headers.map(([name, text]) => [name, text ?? ''])),
    }),
    ...(sent.body === MASK && { body: stored?.body ?? null }),
  };
  return { request, unknown };
}

/** Whether secrets that are stored stay after a change: they were left out of it, or their mask came back. */
export function keepsSecrets(sent: SentSecrets | undefined, stored: RequestSecrets): boolean {
  const keepsHeaders = sent?.headers
    ? Object.values(sent.headers).includes(MASK)
    : Object.keys(stored.headers).length > 0;
  const keepsBody = sent?.body === undefined ? stored.body !== null : sent.body === MASK;
  return keepsHeaders || keepsBody;
}

/** A secret of a request: its text, and the name of its field. */
export interface RequestSecret {
  readonly field: string;
  readonly text: string;
}

const BODY = 'request.body';
const fieldOfHeader = (name: string): string => `request.headers.${name.toLowerCase()}`;

/** Values of all headers, and the body if there is one. */
export const secretsOf = ({ headers, body }: RequestSecrets): RequestSecret[] => [
  ...Object.entries(headers).map(([name, text]) => ({ field: fieldOfHeader(name), text })),
  ...(body === null ? [] : [{ field: BODY, text: body }]),
];

/** The request with other texts in the place of its secrets. */
export const withSecrets = <T extends RequestSecrets>(
  request: T,
  textOf: (secret: RequestSecret) => string,
): T => ({
  ...request,
  headers: Object.fromEntries(
    Object.entries(request.headers).map(([name, text]) => [
      name,
      textOf({ field: fieldOfHeader(name), text }),
    ]),
  ),
  body: request.body === null ? null : textOf({ field: BODY, text: request.body }),
});

/** Whether any secret of a request cannot be read, because the key that sealed it is missing. */
export const hasSealed = (request: RequestSecrets): boolean =>
  secretsOf(request).some(({ text }) => isSealed(text));
