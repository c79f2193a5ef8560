import { DEFAULT_SETTINGS } from '@app/domain';
import {
  MemoryAlertRules,
  MemoryAlerts,
  MemoryChannels,
  MemoryDeliveries,
  MemoryLanes,
  MemoryRegistrations,
  MemoryTargets,
} from '@app/monitoring/testing';
import { beforeEach, describe } from 'vitest';
import { alertFollowUpsContract } from './contract/alert-follow-ups.contract.ts';
import { alertRulesContract } from './contract/alert-rules.contract.ts';
import { alertStormsContract } from './contract/alert-storms.contract.ts';
import { alertLifeContract } from './contract/alerts-life.contract.ts';
import { alertListContract } from './contract/alerts-list.contract.ts';
import { alertsContract } from './contract/alerts.contract.ts';
import { channelsContract } from './contract/channels.contract.ts';
import type { Context, StoreContext } from './contract/context.ts';
import { deliveriesOnLanesContract } from './contract/deliveries-lanes.contract.ts';
import { deliveriesContract } from './contract/deliveries.contract.ts';
import { T0 } from './contract/fixtures.ts';
import { lanesContract } from './contract/lanes.contract.ts';
import { registrationClaimsContract } from './contract/registrations-claims.contract.ts';
import { registrationsContract } from './contract/registrations.contract.ts';
import { targetDomainsContract } from './contract/targets-domains.contract.ts';

describe('stores in memory that tests of use cases run on', () => {
  let now = T0;
  let fakes: StoreContext;
  beforeEach(() => {
    now = T0;
    const clock = (): Date => now;
    fakes = {
      stores: {
        targets: new MemoryTargets().store,
        registrations: new MemoryRegistrations(clock).store,
        alerts: new MemoryAlerts(clock).store,
        alertRules: new MemoryAlertRules().store,
        channels: new MemoryChannels().store,
        deliveries: new MemoryDeliveries(clock).store,
        lanes: new MemoryLanes().store,
        settings: {
          get: () => Promise.resolve({ ...DEFAULT_SETTINGS, adminChannelIds: [] }),
          update: () => Promise.resolve(DEFAULT_SETTINGS),
        },
      },
      // What only a database can hold, an id without its alert, is nothing here.
      connection: { collection: () => ({ insertOne: () => Promise.resolve() }) },
      setNow: (instant: Date) => {
        now = instant;
      },
    } as never;
  });
  const context: Context = () => fakes;
  for (const contract of [
    registrationsContract,
    registrationClaimsContract,
    targetDomainsContract,
    alertsContract,
    alertListContract,
    alertLifeContract,
    alertFollowUpsContract,
    alertRulesContract,
    alertStormsContract,
    channelsContract,
    deliveriesContract,
    deliveriesOnLanesContract,
    lanesContract,
  ]) {
    contract(context);
  }
});
