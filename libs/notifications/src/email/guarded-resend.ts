import { Resend } from 'resend';
import type { HttpAnswer, HttpPoster } from '../http/post.ts';

export interface GuardedResendOptions {
  readonly baseUrl: string;
  readonly post: HttpPoster;
}

/** What the package says of a request that it makes. */
interface PackageRequest {
  readonly headers?: Headers;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

type PackageAnswer<T> = Awaited<ReturnType<typeof Resend.prototype.fetchRequest<T>>>;

const refused = (error: object, retryAfter: string | null) => ({
  data: null,
  error,
  headers: retryAfter === null ? null : { 'retry-after': retryAfter },
});

const parse = (body: string): object | null => {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
};

/**
 * The package of the provider on connections of ours: its own `fetch` would resolve names by the threads of the process,
 * and reads an answer however long it is.
 */
export class GuardedResend extends Resend {
  readonly #post: HttpPoster;

  constructor(apiKey: string, { baseUrl, post }: GuardedResendOptions) {
    super(apiKey, { baseUrl });
    this.#post = post;
  }

  override async fetchRequest<T>(
    path: string,
    { headers, body = '', signal = new AbortController().signal }: PackageRequest = {},
  ): Promise<PackageAnswer<T>> {
    const answer = await this.#post({
      url: `${this.baseUrl}${path}`,
      headers: Object.fromEntries(headers ?? []),
      body,
      signal,
    }).catch((error: unknown) => {
      if (signal.aborted) return null;
      throw error;
    });
    return answerOf(answer) as PackageAnswer<T>;
  }
}

/** Name of an error that is none of Resend's: the mail reached a server that did not answer, and may have been taken. */
export const UNANSWERED = 'unanswered';

/** An answer in the form of the package. Without a status where nothing came that Resend may have said. */
function answerOf(answer: HttpAnswer | null): object {
  if (answer?.kind === 'failed' && answer.isUnanswered) {
    return refused({ statusCode: null, name: UNANSWERED, message: answer.failure.why }, null);
  }
  if (answer?.kind !== 'answered') return refused({ statusCode: null, message: '' }, null);
  const { status, retryAfter } = answer;
  const said = parse(answer.body);
  const isGood = status >= 200 && status < 300;
  if (isGood && said) return { data: said, error: null, headers: {} };
  return refused({ message: '', ...said, statusCode: isGood ? null : status }, retryAfter);
}
