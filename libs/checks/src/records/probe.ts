import type { RecordProbe, RecordQuestion } from '@app/domain';
import {
  LookupError,
  type MailResolver,
  type Resolver,
  systemMailResolver,
  systemResolver,
} from '@app/platform';

export interface RecordProbeOptions {
  /** Default: the one of this process. */
  readonly resolver?: Resolver;
  /** Default: the name servers of this machine. */
  readonly mailResolver?: MailResolver;
}

const ABSENT: ReadonlySet<string> = new Set(['ENODATA', 'ENOTFOUND']);

/** Whether a lookup failed because there is no such record, which is an answer. */
const isAbsence = (error: unknown): boolean =>
  error instanceof LookupError && error.fault === 'name' && ABSENT.has(error.code);

/**
 * Creates the probe of DNS records. Nothing is connected to, so the records may name any address. What is no answer is
 * null: a fault of the resolver, of the network, of the name servers of the domain.
 */
export function createRecordProbe({
  resolver = systemResolver,
  mailResolver = systemMailResolver,
}: RecordProbeOptions = {}): RecordProbe {
  async function valuesOf(
    { name, record }: RecordQuestion,
    signal: AbortSignal | undefined,
  ): Promise<string[] | null> {
    if (record === 'MX') {
      const servers = await mailResolver(name, signal);
      return (
        servers?.map(({ preference, host }) => `${preference} ${host.toLowerCase() || '.'}`) ?? null
      );
    }
    try {
      const found = await resolver(name, record === 'A' ? 4 : 6, signal);
      return found.map(({ address }) => address);
    } catch (error) {
      return isAbsence(error) ? [] : null;
    }
  }

  return async (question, { signal }) => {
    signal?.throwIfAborted();
    const values = await valuesOf(question, signal);
    signal?.throwIfAborted();
    return values && { ...question, values };
  };
}
