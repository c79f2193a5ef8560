import type {
  Alert,
  ChannelRecord,
  CreateChannel,
  DigestItem,
  EgressPolicy,
  Message,
  Runbook,
} from '@app/domain';

const since = new Date('2026-01-31T14:02:05Z');
const after = (minutes: number): Date => new Date(since.getTime() + minutes * 60_000);

const sampleAlert = (changes: Partial<Alert> = {}): Alert => ({
  id: 'a'.repeat(24),
  targetId: 'b'.repeat(24),
  targetName: 'Shop',
  domain: null,
  kind: 'down',
  state: 'open',
  severity: 'critical',
  reason: 'Refused: nothing listens on port 443.',
  openedAt: after(1),
  since,
  resolvedAt: null,
  resolution: null,
  acknowledgedAt: null,
  acknowledgedNote: null,
  endedAt: null,
  ...changes,
});

/** Changes that turn the sample alert into one that is over after six minutes. */
export const OVER: Partial<Alert> = {
  state: 'resolved',
  resolution: 'recovered',
  resolvedAt: after(6),
  endedAt: after(6),
};

export const sampleMessage = (
  changes: Partial<Message> = {},
  alert: Partial<Alert> = {},
): Message => ({
  event: 'opened',
  alert: sampleAlert(alert),
  target: {
    id: 'b'.repeat(24),
    url: 'https://shop.example/cart?a=1&b=2',
    name: 'Shop',
    tags: ['prod'],
    status: 'down',
  },
  link: `https://monitor.example/targets/${'b'.repeat(24)}`,
  idempotencyKey: 'delivery-1-opened',
  sentAt: after(6),
  ...changes,
});

export const TEST_MESSAGE: Message = sampleMessage({
  event: 'test',
  alert: null,
  target: null,
  link: 'https://monitor.example/channels',
});

/** A digest of so many targets that went down together, the first of which is up again. */
export const sampleDigest = (count = 3): Message => {
  const { alert, target, link } = sampleMessage();
  const items = Array.from({ length: count }, (_, i): DigestItem => {
    const name = `Shop ${i + 1}`;
    const isOver = i === 0;
    return {
      event: isOver ? 'resolved' : 'opened',
      alert: sampleAlert({ ...alert, targetName: name, ...(isOver ? OVER : {}) }),
      target: target && { ...target, name },
      link: `${link}?n=${i + 1}`,
    };
  });
  return sampleMessage({
    event: 'digest',
    alert: null,
    target: null,
    link: 'https://monitor.example/alerts',
    items,
    sharedCause: { is: 'host', value: 'shop.example' },
  });
};

/** A message about a target with a runbook. */
export const withRunbook = (
  runbook: Runbook,
  alert: Partial<Alert> = {},
  changes: Partial<Message> = {},
): Message => {
  const message = sampleMessage(changes, alert);
  return { ...message, target: message.target && { ...message.target, runbook } };
};

const RUNBOOK = {
  note: 'Restart <it>, then call *Ann*.',
  url: 'https://wiki.example/shop?a=1&b=|2',
};

/** An event with everything that can be true of one. */
const DETAILED: Message = withRunbook(
  RUNBOOK,
  {},
  {
    event: 'reminder',
    lateMs: 75_000,
    reminder: { number: 2 },
    places: ['fra', 'hel'],
    acknowledgeLink: 'https://monitor.example/acknowledge/abc?x=1&y=2',
  },
);

/** One message of each event, named. */
export const EVERY_EVENT: [string, Message][] = [
  ['opened', sampleMessage()],
  ['reminder', sampleMessage({ event: 'reminder' })],
  ['resolved', sampleMessage({ event: 'resolved' }, OVER)],
  ['a closed one', sampleMessage({ event: 'resolved' }, { ...OVER, resolution: 'paused' })],
  ['a whole', sampleMessage({ event: 'resolved', isWhole: true }, OVER)],
  ['everything', DETAILED],
  ['digest', sampleDigest()],
  ['test', TEST_MESSAGE],
];

export const sampleChannel = <C extends CreateChannel>(
  channel: Pick<C, 'kind' | 'config'>,
): ChannelRecord =>
  ({
    name: 'ops',
    enabled: true,
    fallbackChannelId: null,
    id: 'c'.repeat(24),
    createdAt: since,
    ...channel,
  }) as ChannelRecord;

export const PUBLIC_ONLY: EgressPolicy = { mode: 'public-only', allow: [], own: [] };
export const ALLOW_PRIVATE: EgressPolicy = { mode: 'allow-private', allow: [], own: [] };
