import {
  DEFAULT_TARGET_SETTINGS,
  type AlertRecord,
  type CertificateWatch,
  type Check,
  type DeliveryRecord,
  type Failure,
  type InboxRecord,
  toldOf,
  initialState,
  newRegistration,
  NO_PHASES,
  type OutboxEntry,
  type Registration,
  type TargetRecord,
} from '@app/domain';
import { evidence } from '@app/domain/testing';
import { newId } from '../common/ids.ts';

/** A fixed instant that tests count from: the start of an hour. */
export const T0 = new Date('2026-03-01T12:00:00Z');

/** An instant some seconds after `T0`, or before it. */
export const at = (seconds: number): Date => new Date(T0.getTime() + seconds * 1_000);

export const ALL_PARTITIONS = Array.from({ length: 64 }, (_, i) => i);

export function aTarget(fields: Partial<TargetRecord> = {}): TargetRecord {
  const id = fields.id ?? newId();
  return {
    ...DEFAULT_TARGET_SETTINGS,
    id,
    url: `https://${id}.example/`,
    urlKey: `https://${id}.example/`,
    name: `site ${id}`,
    createdAt: T0,
    updatedAt: T0,
    pausedAt: null,
    removedAt: null,
    version: 1,
    state: initialState(T0),
    lastCheck: null,
    schedule: { dueAt: T0, urgent: null, lease: null, silentAt: at(900) },
    certificate: null,
    domain: null,
    recent: [],
    hours: [],
    gaps: [],
    intents: [],
    ...fields,
  };
}

/** The watch of a certificate that was read and is due. */
export const aWatch = (fields: Partial<CertificateWatch> = {}): CertificateWatch => ({
  dueAt: T0,
  lease: null,
  reading: {
    at: at(-5),
    address: '203.0.113.7',
    evidence: evidence(),
    findings: [
      {
        property: 'time',
        severity: 'critical',
        code: 'CERT_EXPIRED',
        fact: { is: 'expired', validTo: at(-60) },
        place: { keyKind: 'RSA', addresses: ['203.0.113.7'] },
      },
    ],
  },
  changes: [],
  leaves: [
    {
      fingerprint: 'ab',
      validTo: at(60),
      keyKind: 'ECDSA',
      addresses: ['203.0.113.7', '2001:db8::7'],
      seenAt: at(-5),
      missed: 1,
      returned: true,
      reappeared: true,
      told: 'expired',
    },
  ],
  warning: { alertIds: [newId()], fingerprint: 'ab', step: 'expired' },
  trouble: null,
  ...fields,
});

/** A good scheduled check at a slot. */
export const aCheck = (slot: Date, fields: Partial<Check> = {}): Check => ({
  at: slot,
  slot,
  kind: 'http',
  origin: 'scheduled',
  confirmation: false,
  outcome: 'ok',
  statusCode: 200,
  latencyMs: 123,
  phases: { ...NO_PHASES, connectMs: 1.5, firstByteMs: 100 },
  address: '203.0.113.7',
  attempts: 1,
  failure: null,
  ...fields,
});

/** The failure of the alerts here. */
export const STATUS_500 = {
  class: 'status',
  code: '500',
  fact: { is: 'status', expected: '200-299' },
} as const satisfies Failure;

export const anOpenIntent = (
  fields: Partial<Extract<OutboxEntry, { type: 'open' }>> = {},
): OutboxEntry => ({
  id: newId(),
  type: 'open',
  kind: 'down',
  alertId: newId(),
  downAlertId: null,
  severity: 'critical',
  cause: { is: 'failure', failure: STATUS_500 },
  since: at(-30),
  at: T0,
  ...fields,
});

export function anAlert(fields: Partial<AlertRecord> = {}): AlertRecord {
  const { targetId = newId() } = fields;
  return {
    id: newId(),
    targetId,
    targetName: 'site',
    domain: null,
    subject: targetId ?? 'system',
    kind: 'down',
    state: 'open',
    severity: 'critical',
    cause: { is: 'failure', failure: STATUS_500 },
    openedAt: T0,
    since: at(-30),
    resolvedAt: null,
    resolution: null,
    acknowledgedAt: null,
    acknowledgedNote: null,
    endedAt: null,
    updatedAt: T0,
    announcements: [],
    linkSecret: 'a'.repeat(32),
    ...fields,
  };
}

/** An alert about the registration of a domain. */
export const aDomainAlert = (domain: string, fields: Partial<AlertRecord> = {}): AlertRecord =>
  anAlert({
    targetName: domain,
    domain,
    subject: `domain:${domain}`,
    kind: 'domain',
    severity: 'warning',
    cause: { is: 'text', text: `The registration of ${domain} expires in 14 days.` },
    ...fields,
  });

/** A registration as a registry told it a minute ago; it ends in a year. */
export const aRegistration = (
  domain: string,
  fields: Partial<Registration> = {},
): Registration => ({
  ...newRegistration(domain),
  outcome: 'ok',
  standing: 'ok',
  expiresAt: at(365 * 86_400),
  precision: 'instant',
  source: 'rdap',
  server: 'rdap.example.net',
  confirmedAt: at(-60),
  answeredAt: at(-60),
  lookedUpAt: at(-60),
  registrar: 'Sample Registrar',
  statuses: ['ok'],
  nameServers: ['ns1.example.net'],
  ...fields,
});

export function aDelivery(fields: Partial<DeliveryRecord> = {}): DeliveryRecord {
  const id = fields.id ?? newId();
  return {
    id,
    alertId: newId(),
    channelId: newId(),
    channelKind: 'slack',
    channelName: 'operations',
    event: 'opened',
    state: 'pending',
    attempts: [],
    nextAttemptAt: T0,
    createdAt: T0,
    updatedAt: T0,
    idempotencyKey: `key of ${id}`,
    ...fields,
  };
}

export const anInboxItem = (fields: Partial<InboxRecord> = {}): InboxRecord => ({
  id: newId(),
  alertId: newId(),
  targetId: newId(),
  event: 'opened',
  told: { is: 'event', alert: toldAlert(), target: null },
  at: T0,
  readAt: null,
  ...fields,
});

function toldAlert(): Omit<ReturnType<typeof toldOf>, 'id' | 'targetId'> {
  const { id: _, targetId: __, ...told } = toldOf(anAlert());
  return told;
}
