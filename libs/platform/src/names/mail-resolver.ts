import type { NameResolverOptions } from './name-resolver.ts';
import { serversOf } from './name-servers.ts';
import { parseResolvConf } from './resolv-conf.ts';
import { untilAborted } from './waiting.ts';
import { WatchedFile } from './watched-file.ts';

/** A mail server of a domain; the lower its preference, the sooner it is tried. An empty host takes no mail (RFC 7505). */
export interface MailServer {
  readonly preference: number;
  readonly host: string;
}

/** Mail servers of a domain, none where it has none; null when the DNS did not say. */
export type MailResolver = (
  domain: string,
  signal?: AbortSignal,
) => Promise<readonly MailServer[] | null>;

/**
 * Asks the name servers of this machine for MX records. Only an answer that the domain exists counts: a domain that is
 * not there has more to tell than that it has no mail.
 */
export function createMailResolver({
  resolvConf,
  port = 53,
  now = () => performance.now(),
}: Pick<NameResolverOptions, 'resolvConf' | 'port' | 'now'>): MailResolver {
  const conf = resolvConf === null ? null : new WatchedFile(resolvConf, parseResolvConf, now);
  const unknown = parseResolvConf('');
  const servers = serversOf(() => conf?.value ?? unknown, { port, now });
  return async (domain, signal) => {
    const asked = servers()
      .askMail(domain)
      .then(
        (records) =>
          records.map(({ priority, exchange }) => ({ preference: priority, host: exchange })),
        (error: unknown) =>
          error instanceof Error && 'code' in error && error.code === 'ENODATA' ? [] : null,
      );
    return await untilAborted(asked, signal, () => null);
  };
}
