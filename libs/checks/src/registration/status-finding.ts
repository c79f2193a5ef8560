import { tooMany, unreachable, unsupported, type Finding } from './finding.ts';
import { shortText } from './names.ts';
import { readStatusAlone } from './status-alone.ts';

/**
 * What an answer says that tells no more than statuses: that the name is kept back, or that the server refused. Null
 * where they mean a registration, or nothing that is known.
 */
export function findingOfStatuses(
  statuses: readonly string[],
  { domain, server }: { readonly domain: string; readonly server: string },
): Finding | null {
  const meanings = statuses.map(readStatusAlone);
  const stated = meanings.find((meaning) => meaning !== null && meaning !== 'registered');
  const words = shortText(statuses.join(', ')) ?? '';
  switch (stated) {
    case 'not-found':
      return { kind: 'not-found' };
    case 'rate-limited':
      return tooMany(server);
    case 'withheld':
      return unsupported('no-service', { is: 'withheld', server, domain, words });
    case 'invalid':
      return unreachable('format', { is: 'bad-question', server, words });
    default:
      return null;
  }
}
