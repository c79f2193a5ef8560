import type { SendFact } from '@app/domain';
import type { Resolver } from '@app/platform';
import { sharedTrust, USER_AGENT } from '@app/platform';
import { createMailGuard } from './email/mail-guard.ts';
import { judgeUnknownServer } from './http/judge-answer.ts';
import { createHttpPoster } from './http/post.ts';

/** What came of a sign of life; nothing of it holds a part of the address. */
export interface Ping {
  isHeard: boolean;
  fact: SendFact;
}

export interface DeadManOptions {
  /** `HEARTBEAT_URL`: a service that raises an alarm when nothing is heard of us. May be anywhere. */
  url: string;
  extraCertificates?: readonly string[];
  /** Default: the resolver of the operating system. */
  resolver?: Resolver;
  deadlineMs?: number;
}

/** Makes what gives a sign of life to a service outside, once at each call. Rejects only with the reason of its signal. */
export const createDeadManPing = ({
  url,
  extraCertificates = [],
  resolver,
  deadlineMs = 10_000,
}: DeadManOptions): ((signal: AbortSignal) => Promise<Ping>) => {
  const get = createHttpPoster({
    // The operator has named it, as a mail server: it is reached wherever it is.
    guard: createMailGuard(resolver),
    userAgent: USER_AGENT,
    deadlineMs,
    trust: sharedTrust(extraCertificates),
  });
  return async (signal) => {
    const answer = await get({ url, headers: {}, body: null, signal });
    const { outcome, fact } = judgeUnknownServer('heartbeat', answer, new Date());
    return { isHeard: outcome === 'sent', fact };
  };
};
