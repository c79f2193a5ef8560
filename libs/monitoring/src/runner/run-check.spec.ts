import type { Failure, NetworkSign, Offline, Suspicion } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { CheckRunner, type CheckSteps } from './run-check.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const never = new AbortController().signal;

const suspicion: Suspicion = {
  ...{ address: '192.0.2.1', port: 443, name: 'shop.test' },
  ...{ wasGood: true, isKnownDown: false, startedAt: NOW, endedAt: NOW },
};
const offline: Offline = { since: NOW, cause: 'gateway', family: null, gateway: '192.0.2.254' };

interface Seen {
  found: string;
  unseenBecause?: Failure['code'];
}

/** Runs a check whose probe found something, beside a network that is away or works; what became of it. */
async function fateOf(
  sign: NetworkSign | null,
  { isAway = false, found = 'failed' }: { isAway?: boolean; found?: string | null } = {},
) {
  const recorded: Seen[] = [];
  const answered: string[] = [];
  const steps: CheckSteps<string, Seen> = {
    probe: async () => (found === null ? null : { found }),
    signOf: () => sign,
    unseen: ({ found: before }, { code }) => ({ found: before, unseenBecause: code }),
    record: async (finished) => void recorded.push(finished),
  };
  const runner = new CheckRunner({
    answered: (address) => void answered.push(address),
    explain: async () => (isAway ? offline : null),
  });
  await runner.complete(steps, 'item', never);
  return { recorded, answered };
}

describe('the runner', () => {
  it('records what was found when nothing else explains it', async () => {
    const { recorded } = await fateOf({ type: 'suspicion', suspicion });
    expect(recorded).toEqual([{ found: 'failed' }]);
  });

  it('takes a failure that the own network explains for one of ours', async () => {
    const { recorded } = await fateOf({ type: 'suspicion', suspicion }, { isAway: true });
    expect(recorded).toEqual([{ found: 'failed', unseenBecause: 'OFFLINE' }]);
  });

  it('tells the network of an address that answered, and asks it nothing', async () => {
    const reached = { type: 'reached', address: '192.0.2.1', port: 443, at: NOW } as const;
    const { recorded, answered } = await fateOf(reached, { isAway: true });
    expect(recorded).toEqual([{ found: 'failed' }]);
    expect(answered).toEqual(['192.0.2.1']);
  });

  it('asks nothing of a check that says nothing of the network', async () => {
    expect((await fateOf(null, { isAway: true })).recorded).toEqual([{ found: 'failed' }]);
  });

  it('records nothing of what had not to be checked any more', async () => {
    expect((await fateOf(null, { found: null })).recorded).toEqual([]);
  });
});
