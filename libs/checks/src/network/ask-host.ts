import { connectGuarded, EgressDeniedError, type EgressGuard } from '@app/platform';

/**
 * What a bare connection to a host showed: `answers` when anything came back from it, a refusal included;
 * `unreachable` when the network said that there is no way; `not-asked` when the policy forbids it, or when its name
 * has no address of that family.
 */
export type HostAnswer = 'answers' | 'unreachable' | 'silent' | 'not-asked';

const REFUSALS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE']);
const NO_WAY = new Set(['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN']);
const NO_ADDRESS = new Set(['ENOTFOUND', 'ENODATA']);

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : '';

/** Asks a host for a TCP connection, and sends nothing. */
export async function askHost(
  guard: EgressGuard,
  { host, port, family }: { host: string; port: number; family: 4 | 6 },
  signal: AbortSignal,
): Promise<HostAnswer> {
  try {
    (await connectGuarded(guard, { host, port, family, signal })).destroy();
    return 'answers';
  } catch (thrown) {
    if (!(thrown instanceof Error)) return 'silent';
    const all = thrown instanceof AggregateError ? thrown.errors : [thrown];
    const errors = all.filter((one): one is Error => one instanceof Error);
    if (errors.some((one) => one instanceof EgressDeniedError)) return 'not-asked';
    const codes = errors.map(codeOf);
    if (codes.some((code) => REFUSALS.has(code))) return 'answers';
    if (codes.some((code) => NO_WAY.has(code))) return 'unreachable';
    return codes.some((code) => NO_ADDRESS.has(code)) ? 'not-asked' : 'silent';
  }
}
