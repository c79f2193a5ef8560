import { evidence, leaf } from '@app/domain/testing';
import {
  type Alert,
  type AlertPage,
  type CertificateDetails,
  type Channel,
  type CheckView,
  DEFAULT_TARGET_SETTINGS,
  type Delivery,
  type RegistrationDetails,
  type RegistrationSummary,
  type ExpiryItem,
  type InboxItem,
  type SparkPoint,
  type StatusCounts,
  type Target,
} from '@app/domain';
import type { SystemBackups } from '@app/domain/backups';

const HOUR_MS = 3_600_000;

/** An id in the form of the contract. */
export const idOf = (number: number): string => number.toString(16).padStart(24, '0');

/** A little more than that, so that the words for it do not change while a test runs. */
export const minutesAgo = (minutes: number): Date =>
  new Date(Date.now() - minutes * 60_000 - 20_000);

export const aDay = (change: (hour: number) => Partial<SparkPoint> = () => ({})): SparkPoint[] =>
  Array.from({ length: 24 }, (_, hour) => ({
    at: new Date(Date.UTC(2026, 0, 1) + hour * HOUR_MS),
    avgMs: 80 + hour,
    checks: 12,
    failed: 0,
    ...change(hour),
  }));

export const aTarget = (change: Partial<Target> = {}): Target => ({
  ...DEFAULT_TARGET_SETTINGS,
  id: idOf(1),
  kind: 'http',
  url: 'https://shop.example.com/',
  name: 'Shop',
  status: 'up',
  statusSince: minutesAgo(90),
  suspect: false,
  failsOnlyFrom: null,
  createdAt: minutesAgo(10_000),
  pausedAt: null,
  nextCheckAt: new Date(Date.now() + 120_000),
  lastCheck: { at: minutesAgo(3), outcome: 'ok', statusCode: 200, latencyMs: 84, failure: null },
  uptime24h: 99.9537,
  spark24h: aDay(),
  unknownSeconds24h: 0,
  certificate: null,
  domain: null,
  openAlerts: 0,
  mutedBy: null,
  maintenance: null,
  effectiveChannels: { channelIds: [], source: 'default' },
  ...change,
});

export const aDownTarget = (change: Partial<Target> = {}): Target =>
  aTarget({
    id: idOf(2),
    name: 'Payments',
    url: 'https://pay.example.com/',
    status: 'down',
    statusSince: minutesAgo(14),
    openAlerts: 1,
    lastCheck: {
      at: minutesAgo(1),
      outcome: 'failed',
      statusCode: null,
      latencyMs: null,
      failure: { class: 'refused', code: null, message: 'Refused: nothing listens on port 443.' },
    },
    ...change,
  });

/** A certificate that ends in so many days. */
export const aCertificate = (
  daysLeft: number,
  change: Partial<CertificateDetails> = {},
): CertificateDetails => {
  const validTo = new Date(Date.now() + daysLeft * 24 * HOUR_MS - 60_000);
  return {
    reading: {
      at: minutesAgo(30),
      address: '192.0.2.7',
      evidence: evidence({ leaf: leaf({ validTo }) }),
      findings: [],
    },
    validTo,
    daysLeft,
    changes: [],
    trouble: null,
    nextCheckAt: new Date(Date.now() + HOUR_MS),
    ...change,
  };
};

/** A domain that a registry says ends in so many days. */
export const aRegistration = (
  daysLeft: number,
  change: Partial<RegistrationDetails> = {},
): RegistrationDetails => ({
  name: 'example.com',
  note: null,
  outcome: 'ok',
  standing: 'ok',
  expiresAt: new Date(Date.now() + daysLeft * 24 * HOUR_MS - 60_000),
  precision: 'instant',
  dateOf: 'registry',
  registrarExpiresAt: null,
  autoRenewedTo: null,
  daysLeft,
  source: 'rdap',
  server: 'rdap.registry.example',
  confirmedAt: minutesAgo(40),
  isStale: false,
  checkedAt: minutesAgo(40),
  registrar: 'Good Names Inc.',
  statuses: [],
  statusesAt: minutesAgo(40),
  nameServers: ['ns1.example.net', 'ns2.example.net'],
  failure: null,
  failingSince: null,
  doubtedDate: null,
  replies: [],
  changes: [],
  nextLookupAt: new Date(Date.now() + 23 * HOUR_MS),
  isPutOff: false,
  lookupEveryDays: 1,
  refreshAllowedAt: minutesAgo(40),
  targets: 1,
  ...change,
});

/** What is shown of a host that has no registration. */
export const noRegistration = (note: string): RegistrationDetails => ({
  ...aRegistration(0),
  name: null,
  note,
  outcome: null,
  standing: null,
  expiresAt: null,
  daysLeft: null,
  source: null,
  server: null,
  confirmedAt: null,
  checkedAt: null,
  registrar: null,
  nameServers: [],
  nextLookupAt: null,
  refreshAllowedAt: null,
});

/** What the list says of such a domain. */
export const summaryOf = (details: RegistrationDetails): RegistrationSummary => ({
  name: details.name,
  expiresAt: details.expiresAt,
  daysLeft: details.daysLeft,
  source: details.source,
  outcome: details.outcome,
  standing: details.standing,
  checkedAt: details.checkedAt,
});

export const anExpiry = (daysLeft: number, change: Partial<ExpiryItem> = {}): ExpiryItem => ({
  kind: 'certificate',
  name: 'shop.example.com:443',
  targetId: idOf(1),
  targetName: 'Shop',
  targets: 1,
  expiresAt: new Date(Date.now() + daysLeft * 24 * HOUR_MS - 60_000),
  daysLeft,
  thresholdDays: 14,
  tld: 'com',
  registrar: null,
  tags: [],
  changedAt: new Date(Date.now() - HOUR_MS),
  standing: null,
  source: 'certificate',
  ...change,
});

export const countsOf = (targets: readonly Target[]): StatusCounts => {
  const counts = { all: 0, pending: 0, up: 0, degraded: 0, down: 0, unknown: 0, paused: 0 };
  for (const { status } of targets) {
    counts.all += 1;
    counts[status] += 1;
  }
  return counts;
};

export const aCheck = (change: Partial<CheckView> = {}): CheckView => ({
  at: minutesAgo(5),
  slot: minutesAgo(5),
  kind: 'http',
  origin: 'scheduled',
  confirmation: false,
  outcome: 'ok',
  statusCode: 200,
  latencyMs: 84,
  phases: { dnsMs: 4, connectMs: 12, tlsMs: 24, firstByteMs: 40, transferMs: 4 },
  address: '192.0.2.7',
  attempts: 1,
  failure: null,
  ...change,
});

export const anAlert = (change: Partial<Alert> = {}): Alert => ({
  id: idOf(50),
  targetId: idOf(2),
  targetName: 'Payments',
  domain: null,
  kind: 'down',
  state: 'open',
  severity: 'critical',
  reason: 'Refused: nothing listens on port 443.',
  openedAt: minutesAgo(13),
  since: minutesAgo(14),
  resolvedAt: null,
  resolution: null,
  acknowledgedAt: null,
  acknowledgedNote: null,
  endedAt: null,
  ...change,
});

/** The only page of a list of alerts. */
export const alertPage = (...items: Alert[]): AlertPage => ({
  items,
  nextCursor: null,
  goneTargetIds: [],
});

export const aDelivery = (change: Partial<Delivery> = {}): Delivery => ({
  id: idOf(80),
  alertId: idOf(50),
  channelId: idOf(60),
  channelKind: 'email',
  channelName: 'On call',
  event: 'opened',
  state: 'sent',
  attempts: [{ at: minutesAgo(13), outcome: 'sent', detail: 'Accepted.' }],
  nextAttemptAt: null,
  createdAt: minutesAgo(13),
  idempotencyKey: 'key',
  recipient: null,
  droppedBecause: null,
  ...change,
});

export const aChannel = (change: Partial<Channel> = {}): Channel => ({
  id: idOf(60),
  kind: 'email',
  name: 'On call',
  enabled: true,
  config: { to: ['oncall@example.com'] },
  fallbackChannelId: null,
  subjectPrefix: null,
  fields: null,
  quietHours: null,
  createdAt: minutesAgo(10_000),
  lastDelivery: null,
  ...change,
});

export const anInboxItem = (change: Partial<InboxItem> = {}): InboxItem => ({
  id: idOf(70),
  alertId: idOf(50),
  targetId: idOf(2),
  event: 'opened',
  title: 'Payments is down',
  text: 'Refused: nothing listens on port 443.',
  at: minutesAgo(13),
  readAt: null,
  ...change,
});

/** An installation whose first backup is still to come. */
export const noBackups = (change: Partial<SystemBackups> = {}): SystemBackups => ({
  at: new Date(),
  state: 'none',
  isRunning: false,
  places: ['/data/backups'],
  keyId: 'k1',
  items: [],
  last: null,
  lastGoodAt: null,
  nextAt: null,
  drill: { isRunning: false, last: null, lastGoodAt: null, nextAt: null },
  ...change,
});
