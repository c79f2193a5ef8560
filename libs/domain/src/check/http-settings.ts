import * as z from 'zod';
import { MASK } from '../common/mask.ts';
import { isForbiddenHeader } from './headers.ts';

const HttpMethod = z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

const HeaderName = z
  .string()
  .max(100)
  .regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, {
    error: 'Write a header as Name: value; its name has letters, digits and hyphens only.',
  })
  .refine((name) => !isForbiddenHeader(name), {
    error: 'This header may not be set: checks set it themselves, or it would open other services.',
  });

const HeaderValue = z
  .string()
  .max(4_000)
  .refine((text) => text === MASK || /^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(text), {
    error: 'A header value is one line of printable Latin-1 characters.',
  });

const Headers = z
  .record(HeaderName, HeaderValue, {
    // What is wrong with the name itself; zod alone says only that there is something.
    error: (issue) => (issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined),
  })
  .refine((headers) => Object.keys(headers).length <= 30, { error: 'At most 30 headers.' });

/** As many as browsers follow. */
export const MAX_REDIRECTS = 20;

/** How the http check asks. `timeoutMs` is the total deadline of a check, all attempts and redirects included. */
export const RequestSettings = z.strictObject({
  method: HttpMethod,
  headers: Headers,
  body: z.string().max(65_536).nullable(),
  timeoutMs: z.int().min(1_000).max(60_000),
  /** Further attempts after a failed one, within the deadline. */
  retries: z.int().min(0).max(5),
  maxRedirects: z
    .int()
    .min(0)
    .max(MAX_REDIRECTS, { error: `At most ${MAX_REDIRECTS} redirects, as browsers follow.` }),
  ipFamily: z.enum(['auto', 'ipv4', 'ipv6']),
  verifyTls: z.boolean(),
  /** Whether redirects of a public site may lead to private addresses; missing: no. */
  privateRedirects: z.boolean().optional(),
});

export type RequestSettings = z.infer<typeof RequestSettings>;

export const DEFAULT_REQUEST: RequestSettings = {
  method: 'GET',
  headers: {},
  body: null,
  timeoutMs: 10_000,
  retries: 2,
  maxRedirects: 10,
  ipFamily: 'auto',
  verifyTls: true,
};

const STATUS_RANGES = /^\s*\d{3}(\s*-\s*\d{3})?(\s*,\s*\d{3}(\s*-\s*\d{3})?)*\s*$/;

/** Status codes as people write them: `200-399`, `200,204`, `200-299, 401`. */
const StatusRanges = z
  .string()
  .max(200)
  .regex(STATUS_RANGES, { error: 'Write status codes like 200-399 or 200,204.' })
  .refine(
    (text) =>
      text.split(',').every((part) => {
        const [from = 0, to = from] = part.split('-').map(Number);
        return from >= 100 && to <= 999 && from <= to;
      }),
    { error: 'Status codes lie between 100 and 999, the lower one first.' },
  );

const Keyword = z
  .string()
  .min(1)
  .max(1_000)
  .refine((text) => !text.includes('\0'), { error: 'The text must not contain a NUL character.' })
  .nullable();

/** What a healthy answer looks like. Texts are searched in the first 5 MiB of the decoded body. */
export const Expectation = z.strictObject({
  status: StatusRanges,
  contains: Keyword,
  notContains: Keyword,
  /**
   * What an answer is that asks to come back later: 429, or 503 with Retry-After. `slow` (it shows as degraded, nobody
   * is called) or `failed`. Where `status` allows the code it is neither.
   */
  retryLater: z.enum(['slow', 'failed']),
});

export type Expectation = z.infer<typeof Expectation>;

export const DEFAULT_EXPECTATION: Expectation = {
  status: '200-399',
  contains: null,
  notContains: null,
  retryLater: 'slow',
};

/** Why settings exclude each other; null when they go together. `field` is the one to change. */
export function settingsConflict({
  request,
  expect,
}: {
  request: RequestSettings;
  expect: Expectation;
}): { field: string; message: string } | null {
  const { method, body } = request;
  if (body !== null && (method === 'GET' || method === 'HEAD')) {
    return {
      field: 'request.body',
      message: `A ${method} request has no body. Choose POST or PUT, or leave the body out.`,
    };
  }
  const text = (['contains', 'notContains'] as const).find((name) => expect[name] !== null);
  if (method === 'HEAD' && text !== undefined) {
    return {
      field: `expect.${text}`,
      message:
        'A HEAD request brings no page, so no text can be looked for in it. Choose GET, or leave the text out.',
    };
  }
  return null;
}
