import { hostOfUrl, type RdapListProblem } from '@app/domain';
import { createDeadline } from '../deadline.ts';
import { failureOfError } from '../failure-of-error.ts';
import { readServices, type RdapServices } from './bootstrap-file.ts';
import { fetchText, type FetchOptions } from './fetch-text.ts';

/** A list of RDAP services with its text, or why there is none. */
export type FetchedList =
  | { readonly services: RdapServices; readonly text: string }
  | { readonly problem: RdapListProblem };

/** Fetches a bootstrap file; one that is itself served over http may name http services. */
export async function fetchList(
  url: URL,
  { timeoutMs, ...options }: Omit<FetchOptions, 'signal'> & { readonly timeoutMs: number },
): Promise<FetchedList> {
  const host = hostOfUrl(url);
  try {
    const { status, text } = await createDeadline(timeoutMs, undefined).spend((signal) =>
      fetchText(url, { ...options, signal }),
    );
    const isHttp = url.protocol === 'http:';
    const services = status === 200 ? readServices(JSON.parse(text), isHttp) : null;
    if (services) return { services, text };
    return { problem: { is: 'no-list', server: host, status } };
  } catch (error) {
    if (error instanceof SyntaxError) {
      return { problem: { is: 'no-json', server: host } };
    }
    return { problem: failureOfError(error, host).failure.fact };
  }
}
