import type { Ports, SecretKeyStore, StoredSecretsStore, WorkerStore } from '@app/monitoring';
import type { Connection } from 'mongoose';
import { createAlertRuleStore } from './alert-rules/store.ts';
import { createAlertStore } from './alerts/store.ts';
import { createAuditStore } from './audit/store.ts';
import { createChannelStore } from './channels/store.ts';
import { DEFAULT_STORE_OPTIONS, type StoreOptions } from './common/options.ts';
import { createDailyStore } from './daily/store.ts';
import { createDeliveryStore } from './deliveries/store.ts';
import { createApiNodeStore } from './api-nodes/store.ts';
import { createDisk } from './disk.ts';
import { createHousekeepingStore } from './housekeeping/store.ts';
import { createIndexes } from './indexes.ts';
import { createServerClock } from './server-clock.ts';
import { createInboxStore } from './inbox/store.ts';
import { createLaneStore } from './lanes/store.ts';
import { modelsOf } from './models.ts';
import { createCallWindowStore, createFloodStore } from './limits/store.ts';
import { createRdapListStore } from './rdap-list/store.ts';
import { createRegistrationStore } from './registrations/store.ts';
import { createReportStore } from './reports/store.ts';
import { createResultStore } from './results/store.ts';
import { createSecretKeyStore } from './secrets/key-store.ts';
import { sealingChannels, sealingTargets } from './secrets/sealing-stores.ts';
import { createStoredSecretsStore } from './secrets/stored-secrets.ts';
import { createSettingsStore } from './settings/store.ts';
import { createStatusPageStore } from './status-pages/store.ts';
import { createTargetStore } from './targets/store.ts';
import { createUpkeepStore } from './upkeep/store.ts';
import { createRateLimitStore } from './rate-limits/store.ts';
import { createWorkerStore } from './workers/store.ts';

export type Stores = Pick<
  Ports,
  | 'targets'
  | 'results'
  | 'daily'
  | 'alerts'
  | 'alertRules'
  | 'audit'
  | 'deliveries'
  | 'channels'
  | 'inbox'
  | 'lanes'
  | 'registrations'
  | 'rateLimits'
  | 'callWindows'
  | 'floods'
  | 'rdapList'
  | 'settings'
  | 'statusPages'
  | 'reports'
  | 'workers'
  | 'housekeeping'
  | 'upkeep'
  | 'disk'
  | 'indexes'
  | 'serverClock'
  | 'apiNodes'
>;

/** What the vault itself needs, and what brings secrets under another key. */
export function createSecretStores(connection: Connection): {
  secretKeys: SecretKeyStore;
  storedSecrets: StoredSecretsStore;
  workers: WorkerStore;
} {
  const models = modelsOf(connection);
  return {
    secretKeys: createSecretKeyStore(models.secretKeys),
    storedSecrets: createStoredSecretsStore(models),
    workers: createWorkerStore(models.workers),
  };
}

/**
 * The stores of the product over one connection. Errors of driver and server (no connection, no primary)
 * come through as they are: they are faults of ours, never facts about a target.
 */
export function createStores(connection: Connection, options: Partial<StoreOptions> = {}): Stores {
  const models = modelsOf(connection);
  const all: StoreOptions = { ...DEFAULT_STORE_OPTIONS, ...options };
  return {
    targets: sealingTargets(createTargetStore(models.targets, all), all.vault),
    results: createResultStore(models, all),
    daily: createDailyStore(models.daily, all),
    alerts: createAlertStore(models.alerts, all),
    alertRules: createAlertRuleStore(models.settings),
    audit: createAuditStore(models),
    deliveries: createDeliveryStore(models.deliveries, all),
    channels: sealingChannels(createChannelStore(models.channels), all.vault),
    inbox: createInboxStore(models.inbox, all),
    lanes: createLaneStore(models.lanes),
    registrations: createRegistrationStore(models.registrations, all),
    rateLimits: createRateLimitStore(models.turns, all),
    callWindows: createCallWindowStore(models.callWindows, all),
    floods: createFloodStore(models.floods),
    rdapList: createRdapListStore(models.rdapList),
    settings: createSettingsStore(models.settings),
    statusPages: createStatusPageStore(models.statusPages),
    reports: createReportStore(models.reports),
    workers: createWorkerStore(models.workers),
    housekeeping: createHousekeepingStore(models.housekeeping),
    upkeep: createUpkeepStore(models.upkeep),
    disk: createDisk(connection),
    indexes: createIndexes(connection),
    serverClock: createServerClock(connection),
    apiNodes: createApiNodeStore(models.apiNodes),
  };
}
