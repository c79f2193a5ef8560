import type { Connection } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, ensureIndexes } from './connect.ts';
import { createSecretStores } from './create-stores.ts';
import { alertRacesContract } from './contract/alert-races.contract.ts';
import { alertCausesContract } from './contract/alert-causes.contract.ts';
import { alertLifeContract } from './contract/alerts-life.contract.ts';
import { alertListContract } from './contract/alerts-list.contract.ts';
import { alertsContract } from './contract/alerts.contract.ts';
import { channelsContract } from './contract/channels.contract.ts';
import { auditContract } from './contract/audit.contract.ts';
import type { Context } from './contract/context.ts';
import { dailyContract } from './contract/daily.contract.ts';
import { deliveriesContract } from './contract/deliveries.contract.ts';
import { deliveriesOnLanesContract } from './contract/deliveries-lanes.contract.ts';
import { lanesContract } from './contract/lanes.contract.ts';
import { T0 } from './contract/fixtures.ts';
import { diskContract } from './contract/disk.contract.ts';
import { housekeepingContract, removalsContract } from './contract/housekeeping.contract.ts';
import { limitsContract } from './contract/limits.contract.ts';
import { inboxContract } from './contract/inbox.contract.ts';
import { rdapListContract } from './contract/rdap-list.contract.ts';
import { registrationClaimsContract } from './contract/registrations-claims.contract.ts';
import { registrationFailuresContract } from './contract/registration-failures.contract.ts';
import {
  registrationsContract,
  storedRegistrationsContract,
} from './contract/registrations.contract.ts';
import { daysOfResultsContract, olderResultsContract } from './contract/results-days.contract.ts';
import { resultsContract } from './contract/results.contract.ts';
import { serverValuesContract } from './contract/server-values.contract.ts';
import { serverWritesContract } from './contract/server-writes.contract.ts';
import { alertFollowUpsContract } from './contract/alert-follow-ups.contract.ts';
import { alertRulesContract } from './contract/alert-rules.contract.ts';
import { alertStormsContract } from './contract/alert-storms.contract.ts';
import { olderSendingsContract } from './contract/older-sendings.contract.ts';
import { reportsContract } from './contract/reports.contract.ts';
import { statusPagesContract } from './contract/status-pages.contract.ts';
import { settingsContract } from './contract/settings.contract.ts';
import { targetWatchesContract } from './contract/targets-watches.contract.ts';
import { targetClaimsContract } from './contract/targets-claims.contract.ts';
import {
  storedTargetDomainsContract,
  targetDomainsContract,
} from './contract/targets-domains.contract.ts';
import { targetExpiringContract } from './contract/targets-expiring.contract.ts';
import { targetFollowUpContract } from './contract/targets-follow-up.contract.ts';
import { targetListContract } from './contract/targets-list.contract.ts';
import { targetRecordContract } from './contract/targets-record.contract.ts';
import { targetSettingsContract } from './contract/targets-settings.contract.ts';
import { targetVersionsContract } from './contract/targets-versions.contract.ts';
import { turnsContract } from './contract/rate-limits.contract.ts';
import { upkeepContract } from './contract/upkeep.contract.ts';
import { upgradeContract } from './contract/upgrade.contract.ts';
import { versionBeforeContract } from './contract/version-before.contract.ts';
import { apiNodesContract, workersContract } from './contract/workers.contract.ts';
import type { TestServer } from './testing/embedded-database.ts';
import { SURFACE } from './surface.ts';
import { AskedQueries, readsWhole } from './testing/asked-queries.ts';
import { SurfaceObserver } from './testing/observed-surface.ts';
import { openStoresOn, type TestStores } from './testing/open-stores.ts';
import { SERVERS } from './testing/servers.ts';

const CONTRACTS = [
  targetSettingsContract,
  targetVersionsContract,
  targetClaimsContract,
  targetWatchesContract,
  targetDomainsContract,
  storedTargetDomainsContract,
  targetExpiringContract,
  targetRecordContract,
  targetFollowUpContract,
  targetListContract,
  resultsContract,
  alertRacesContract,
  alertCausesContract,
  dailyContract,
  daysOfResultsContract,
  olderResultsContract,
  alertsContract,
  alertListContract,
  alertLifeContract,
  deliveriesContract,
  deliveriesOnLanesContract,
  lanesContract,
  channelsContract,
  inboxContract,
  registrationsContract,
  registrationFailuresContract,
  storedRegistrationsContract,
  registrationClaimsContract,
  turnsContract,
  limitsContract,
  rdapListContract,
  alertFollowUpsContract,
  alertRulesContract,
  alertStormsContract,
  auditContract,
  settingsContract,
  statusPagesContract,
  olderSendingsContract,
  reportsContract,
  upgradeContract,
  versionBeforeContract,
  workersContract,
  apiNodesContract,
  housekeepingContract,
  removalsContract,
  upkeepContract,
  diskContract,
  serverValuesContract,
  serverWritesContract,
];

process.stdout.write(`store contract runs on: ${SERVERS.map(({ name }) => name).join(', ')}\n`);

const observer = new SurfaceObserver();

/** Collections of a few documents, which are read whole on purpose. */
const OF_A_FEW = [
  'channels',
  'lanes',
  'workers',
  'settings',
  'statusPages',
  'reports',
  'secretKeys',
];

describe.each(SERVERS)('store contract on $name', ({ start }) => {
  let server: TestServer;
  let opened: TestStores;
  /** Not listened to: what only tests do is no part of the surface. */
  let connection: Connection;
  let now = T0;
  const queries = new AskedQueries();

  beforeAll(async () => {
    server = await start();
    opened = await openStoresOn(server, { now: () => now, monitorCommands: true });
    connection = await connect({ uri: opened.uri });
    observer.listen(opened.connection.getClient());
    await ensureIndexes(opened.connection);
    queries.listen(opened.connection.getClient());
  });
  afterAll(async () => {
    queries.stop(opened.connection.getClient());
    observer.stop(opened.connection.getClient());
    await connection.close();
    await opened.close();
    await server.close();
  });
  beforeEach(async () => {
    now = T0;
    for (const name of Object.keys(opened.connection.models)) {
      await connection.collection(name).deleteMany({});
    }
  });

  const context: Context = () => ({
    stores: opened.stores,
    secrets: createSecretStores(opened.connection),
    connection,
    client: opened.connection.getClient(),
    prepare: async () => {
      // Data of older versions are looked for once, when a process starts.
      queries.stop(opened.connection.getClient());
      await ensureIndexes(opened.connection);
      queries.listen(opened.connection.getClient());
    },
    setNow: (instant) => {
      now = instant;
    },
  });
  for (const contract of CONTRACTS) contract(context);

  it('reads no collection whole that may grow', async () => {
    const explained = async (command: object) =>
      await connection.db?.command({ explain: command, verbosity: 'queryPlanner' });
    const whole: string[] = [];
    for (const { collection, command } of queries.all) {
      if (OF_A_FEW.includes(collection)) continue;
      if (readsWhole(await explained(command))) whole.push(JSON.stringify(command));
    }
    expect(queries.all.length).toBeGreaterThan(100);
    expect(whole).toEqual([]);
  });
});

describe('surface', () => {
  it('is what the stores say to a server during their whole contract', () => {
    expect(observer.observed()).toEqual(SURFACE);
  });
});
