import {
  judgeChannelUrl,
  type ChannelKind,
  type ChannelUrlRules,
  type EgressPolicy,
} from '@app/domain';
import { createEgressGuard, type Resolver, sharedTrust } from '@app/platform';
import { createHttpPoster, type HttpAnswer } from './http/post.ts';

export interface ChannelPostOptions extends ChannelUrlRules {
  /** Product and version, as servers see them. */
  userAgent: string;
  /** Default: the resolver of the operating system. */
  resolver?: Resolver;
  /** Certificates in PEM that are trusted besides the usual roots (`EXTRA_CA_FILE`). */
  extraCertificates?: readonly string[];
}

export interface ChannelPostRequest {
  headers?: Record<string, string>;
  body: string;
  signal: AbortSignal;
  /** How long an answer is waited for; default: 10 s. */
  timeoutMs?: number;
}

/** Posts JSON to the address of a channel, if that address may be used. */
export type PostToChannel = (url: string, request: ChannelPostRequest) => Promise<HttpAnswer>;

/** Makes what posts to channels of one kind, only where the rules of this kind and the policy permit it. */
export const createChannelPost = (
  kind: ChannelKind,
  options: ChannelPostOptions,
): PostToChannel => {
  const { egress, userAgent, resolver, extraCertificates = [] } = options;
  const trust = sharedTrust(extraCertificates);
  const posterWithin = (policy: EgressPolicy) =>
    createHttpPoster({
      guard: createEgressGuard(resolver ? { policy, resolver } : { policy }),
      userAgent,
      trust,
    });
  const postAnywhere = posterWithin(egress);
  const postToAllowedHost = posterWithin({ ...egress, mode: 'allow-private' });

  return async (url, { headers = {}, ...rest }) => {
    const verdict = judgeChannelUrl(kind, url, options);
    if (!verdict.ok) return { kind: 'denied', fault: verdict.fault };
    const post = verdict.isAllowedHost ? postToAllowedHost : postAnywhere;
    return post({ url: verdict.url, headers, ...rest });
  };
};
