import { MemoryRegistrations, MemoryTargets } from '@app/monitoring/testing';
import { beforeEach, describe } from 'vitest';
import type { Context, StoreContext } from './contract/context.ts';
import { T0 } from './contract/fixtures.ts';
import { registrationClaimsContract } from './contract/registrations-claims.contract.ts';
import { registrationsContract } from './contract/registrations.contract.ts';
import { targetDomainsContract } from './contract/targets-domains.contract.ts';

describe('stores in memory that tests of use cases run on', () => {
  let now = T0;
  let fakes: StoreContext;
  beforeEach(() => {
    now = T0;
    fakes = {
      stores: {
        targets: new MemoryTargets().store,
        registrations: new MemoryRegistrations(() => now).store,
      },
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
  ]) {
    contract(context);
  }
});
