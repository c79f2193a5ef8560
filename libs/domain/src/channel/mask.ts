import type { ChannelField } from './descriptor.ts';
import { channelFields, type ChannelConfig, type ChannelKind } from './kind.ts';
import type { Channel, ChannelRecord } from './schema.ts';
import { MASK } from '../common/mask.ts';
import { isSealed } from '../secrets/sealed.ts';

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

type Value = Channel['config'][string];

function maskValue(field: ChannelField, value: Value | undefined): Value {
  if (field.input === 'choice') return value ?? Object.keys(field.choices)[0] ?? null;
  if (field.input === 'list' || !field.isSecret || typeof value !== 'string') return value ?? null;
  if (isSealed(value)) return MASK;
  return field.input === 'url' ? maskUrl(value) : maskText(value);
}

/** A channel with its secrets masked. */
export function maskChannel(record: ChannelRecord): Omit<Channel, 'lastDelivery'> {
  const config: Readonly<Record<string, Value | undefined>> = record.config;
  const shown = channelFields(record.kind).map(([name, field]): [string, Value] => [
    name,
    maskValue(field, config[name]),
  ]);
  const { subjectPrefix = null, fields = null, quietHours = null, maxPerSecond = null } = record;
  const style = { subjectPrefix, fields, quietHours, maxPerSecond };
  return { ...record, ...style, config: Object.fromEntries(shown) };
}

/** True for a secret that was shown masked and came back untouched. */
export const isMasked = (kind: ChannelKind, name: string, value: unknown): boolean => {
  const field = channelFields(kind).find(([known]) => known === name)?.[1];
  return !!field && 'isSecret' in field && typeof value === 'string' && value.includes(MASK);
};

/** A config as a client sent it, with the stored secrets where masked ones came back. */
export function unmaskConfig(
  config: Readonly<Record<string, unknown>>,
  current: { kind: ChannelKind; config: ChannelConfig },
): Record<string, unknown> {
  const stored: Readonly<Record<string, unknown>> = current.config;
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name,
      isMasked(current.kind, name, value) ? (stored[name] ?? null) : value,
    ]),
  );
}
