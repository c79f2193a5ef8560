import type { Channel, ChannelRecord, LastDelivery } from '@app/domain';

/** Shows that a secret is set, and which one, without showing it. */
export const MASK = '••••';

/** Shorter secrets would be half told by their last four characters. */
const SHORTEST_HINTED = 12;

const maskText = (text: string): string =>
  text.length < SHORTEST_HINTED ? MASK : `${MASK}${text.slice(-4)}`;

/** Addresses of webhooks are secrets of their own: only the host and the last characters are shown. */
function maskUrl(url: string): string {
  const { protocol, host, pathname, search } = new URL(url);
  return pathname === '/' && search === ''
    ? `${protocol}//${host}/`
    : `${protocol}//${host}/${maskText(pathname + search)}`;
}

export const isMasked = (text: string): boolean => text.includes(MASK);

/** A channel as clients see it, secrets masked. */
export function toChannel(record: ChannelRecord & { lastDelivery: LastDelivery | null }): Channel {
  return { ...record, config: maskConfig(record) };
}

function maskConfig(record: ChannelRecord): Channel['config'] {
  switch (record.kind) {
    case 'email':
      return record.config;
    case 'slack':
    case 'discord':
      return { url: maskUrl(record.config.url) };
    case 'webhook':
      return {
        url: maskUrl(record.config.url),
        secret: record.config.secret ? maskText(record.config.secret) : null,
        format: record.config.format ?? 'netumo',
      };
  }
}
