import {
  type AlertCause,
  type CertificateEvent,
  type CertificateFinding,
  type Check,
  DEFAULT_SETTINGS,
  DEFAULT_TARGET_SETTINGS,
  describeCause,
  type Failure,
  reportRdapList,
  toInboxItem,
  viewCertificateChange,
  viewFailure,
  viewFinding,
} from '@app/domain';
import { checksOfHour, hourFromChecks } from '@app/domain/history';
import { readFileSync } from 'node:fs';
import { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import type { Stores } from '../create-stores.ts';
import { modelsOf } from '../models.ts';
import type { Context } from './context.ts';
import { at, T0 } from './fixtures.ts';

/** A document as the version before failures were stored as facts wrote it, and what its own stores made of it. */
interface Kept {
  collection: string;
  document: mongo.Document & { _id: unknown };
  record: mongo.Document;
}

const KEPT = readFileSync(new URL('../../fixtures/version-before.ndjson', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => ({
    ...(mongo.BSON.EJSON.parse(line, { relaxed: false }) as Kept),
    // Numbers of a record are plain ones.
    record: (mongo.BSON.EJSON.parse(line) as Kept).record,
  }));

const COLLECTIONS = [...new Set(KEPT.map(({ collection }) => collection))];

/** Collections that it did not have. */
const NEW_COLLECTIONS = [
  'audit',
  'auditCalls',
  'callWindows',
  'daily',
  'evidence',
  'floods',
  'secretKeys',
  'history',
  'housekeeping',
  'lanes',
  'statusPages',
  'reports',
  'upkeep',
  'storedFormat',
  'apiNodes',
];

/** How the stores read a document of each collection. */
const READ: Readonly<Record<string, (stores: Stores, id: string) => Promise<unknown>>> = {
  targets: ({ targets }, id) => targets.get(id),
  results: async ({ results }, id) => {
    const [targetId = ''] = id.split(':');
    return (await Array.fromAsync(results.range(targetId, at(-1e9), at(1e9)))).flat();
  },
  alerts: ({ alerts }, id) => alerts.get(id),
  deliveries: ({ deliveries }, id) => deliveries.get(id),
  inbox: async ({ inbox }, id) => (await inbox.getMany([id])).map((item) => toInboxItem(item))[0],
  channels: ({ channels }, id) => channels.get(id),
  registrations: ({ registrations }, id) => registrations.get(id),
  settings: ({ settings }) => settings.get(),
  turns: ({ rateLimits }, id) => rateLimits.get(id),
  rdap_list: async ({ rdapList }) => {
    const kept = await rdapList.get();
    return kept && { ...kept, state: reportRdapList(kept.state, T0).list };
  },
  workers: async ({ workers }, id) => (await workers.list()).find((worker) => worker.id === id),
};

const isFailure = (value: object): value is Failure => 'class' in value && 'fact' in value;

const isFinding = (value: object): value is CertificateFinding =>
  'property' in value && 'fact' in value;

const isChange = (value: object): value is CertificateEvent => 'issuerChanged' in value;

const isCause = (key: string, value: unknown): value is AlertCause =>
  key === 'cause' && typeof value === 'object' && value !== null && 'is' in value;

/** A record with its failures, findings and causes as people read them, which is how that version had them. */
function asShown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asShown);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (isFailure(value)) return viewFailure(value);
  if (isFinding(value)) return viewFinding(value);
  if (isChange(value)) return viewCertificateChange(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, part]: [string, unknown]) =>
      isCause(key, part) ? ['reason', describeCause(part)] : [key, asShown(part)],
    ),
  );
}

/** What that version did not know yet, by collection, as it is read now; its durations had more digits. */
const ADDED: Readonly<Record<string, (record: mongo.Document) => mongo.Document>> = {
  results: (record) => checksOfHour(hourFromChecks(record as Check[])),
  registrations: ({ registration, ...record }) => ({
    ...record,
    registration: { ...(registration as object), delegation: null },
  }),
  // Of outages that last people are reminded by the clock.
  alerts: (record) =>
    record['state'] === 'open' && record['kind'] === 'down'
      ? { ...record, dueAt: new Date(0) }
      : record,
  settings: (record) => ({
    ...record,
    retention: DEFAULT_SETTINGS.retention,
    timeZone: DEFAULT_SETTINGS.timeZone,
  }),
  targets: (record) => ({
    ...record,
    dnsWatch: DEFAULT_TARGET_SETTINGS.dnsWatch,
    runbook: DEFAULT_TARGET_SETTINGS.runbook,
    parentId: DEFAULT_TARGET_SETTINGS.parentId,
    alerting: { ...DEFAULT_TARGET_SETTINGS.alerting, ...(record['alerting'] as object) },
  }),
  deliveries: (record) => ({
    ...record,
    attempts: (record['attempts'] as Sending[]).map(asFact),
  }),
  channels: ({ lastDelivery, ...record }) => ({
    ...record,
    lastDelivery: lastDelivery === null ? null : asFact(lastDelivery as Sending),
  }),
};

type Sending = Readonly<Record<string, unknown>>;

/** What came of a message was a sentence. */
const asFact = ({ detail, ...sent }: Sending): Sending => ({
  ...sent,
  fact: { is: 'text', text: detail },
});

export const versionBeforeContract = (context: Context) =>
  describe('documents that the version before wrote', () => {
    it('are kept of every collection', () => {
      const all = Object.values(modelsOf(context().connection)).map(
        (model) => model.collection.name,
      );
      expect([...COLLECTIONS, ...NEW_COLLECTIONS].sort()).toEqual(all.sort());
    });

    it.each(Object.entries(READ))(
      'of %s are read as that version read them',
      async (name, read) => {
        const kept = KEPT.filter(({ collection }) => collection === name);
        const documents = kept.map(({ document }) => document);
        await context().connection.collection<{ _id: unknown }>(name).insertMany(documents);
        await context().prepare();
        for (const { document, record } of kept) {
          const shown = asShown(await read(context().stores, String(document._id)));
          expect(shown).toEqual(ADDED[name]?.(record) ?? record);
        }
      },
    );
  });
