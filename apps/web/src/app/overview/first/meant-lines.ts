import { readTargetList } from '@app/domain';
import type { ApiClient } from '../../shared/data/api';
import { meantAddresses } from '../../add/meant-addresses';
import { probeMeant } from '../../add/probe-meant';

/** Lines whose addresses are tried; of a longer list the likeliest is taken. */
const MOST_TRIED = 10;
/** How long an address has to answer, in milliseconds: whoever waits wants to see it watched. */
const PATIENCE_MS = 4_000;

/** A list with each address as it is meant: what has no scheme gets the one that answers. */
export async function meantLines(
  client: Pick<ApiClient, 'targets'>,
  text: string,
): Promise<string> {
  const lines = text.split(/\r\n|\r|\n/);
  const entries = readTargetList(text);
  const tried = entries.length <= MOST_TRIED;
  await Promise.all(
    entries.map(async ({ line, input }) => {
      const urls = meantAddresses(input);
      const [likeliest] = urls;
      if (likeliest === undefined) return;
      const url = tried && urls.length > 1 ? await answering(client, urls) : likeliest;
      lines[line - 1] = lines[line - 1]?.replace(input, () => url) ?? url;
    }),
  );
  return lines.join('\n');
}

async function answering(
  client: Pick<ApiClient, 'targets'>,
  [likeliest = '', ...others]: readonly string[],
): Promise<string> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const silent = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(new Error('No answer in time.'));
      });
    });
    const probe = probeMeant(client, [likeliest, ...others], { input: {}, signal });
    return (await Promise.race([probe, silent])).url;
  } catch {
    // What refuses to be tried says why when it is added.
    return likeliest;
  }
}
