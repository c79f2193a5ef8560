import { createEgressGuard, type Resolver } from '@app/platform';
import { describe, expect, it } from 'vitest';
import { guardBehind } from './guard-behind.ts';

const SERVER = { host: 'rdap.example', port: 443 };

const guardWith = (resolver: Resolver) =>
  createEgressGuard({ policy: { mode: 'allow-private', allow: [], own: [] }, resolver });

const isPrivateAllowed = async (resolver: Resolver, server = SERVER) => {
  const behind = await guardBehind(guardWith(resolver), server, undefined);
  return !behind.policy.isBehindPublic;
};

describe('where a server of a registry leads on to', () => {
  it('is public behind a public one', async () => {
    expect(
      await isPrivateAllowed(() => Promise.resolve([{ address: '93.184.216.34', family: 4 }])),
    ).toBe(false);
  });

  it('may be private behind a private one', async () => {
    const resolver: Resolver = () => Promise.resolve([{ address: '10.0.0.5', family: 4 }]);
    expect(await isPrivateAllowed(resolver)).toBe(true);
    expect(await isPrivateAllowed(resolver, { host: '127.0.0.1', port: 43 })).toBe(true);
  });

  it('is public behind one that is not told any more once it has answered', async () => {
    expect(await isPrivateAllowed(() => Promise.reject(new Error('SERVFAIL')))).toBe(false);
  });
});
