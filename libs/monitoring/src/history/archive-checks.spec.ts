import { NO_PHASES, type Check } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import type { CarriedChecks, RecentTrim } from '../ports/targets.ts';
import { archiveChecks } from './archive-checks.ts';

const checks = (count: number): Check[] =>
  Array.from({ length: count }, (_, index) => {
    const slot = new Date(Date.UTC(2026, 0, 1, 12, index));
    return {
      at: slot,
      slot,
      kind: 'http',
      origin: 'scheduled',
      confirmation: false,
      outcome: 'ok',
      statusCode: 200,
      latencyMs: 10,
      phases: NO_PHASES,
      address: null,
      attempts: 1,
      failure: null,
    };
  });

const NOW = new Date(Date.UTC(2026, 0, 1, 13));
const slotsOf = (list: readonly Check[]): Date[] => list.map(({ slot }) => slot);

/** Archives what some targets carry; answers what was said to the stores, in order. */
async function archive(carried: readonly CarriedChecks[], failing?: 'append') {
  const said: [string, unknown][] = [];
  const ports = {
    targets: {
      carriedChecks: async (ids: readonly string[]) => {
        said.push(['read', ids]);
        return carried.map((one) => ({ ...one, carried: one.checks.length }));
      },
      trimRecent: async (trims: readonly RecentTrim[]) => said.push(['trim', trims]),
    },
    results: {
      append: async (appended: readonly CarriedChecks[]) => {
        said.push(['append', appended.map(({ targetId, checks: of }) => [targetId, of.length])]);
        if (failing) throw new Error('away');
      },
    },
    now: () => NOW,
  };
  const ids = carried.map(({ targetId }) => targetId);
  await archiveChecks(
    systemContext(ports as unknown as Pick<Ports, 'targets' | 'results' | 'now'>),
    ids,
  ).catch(() => undefined);
  return said;
}

describe('archiveChecks', () => {
  const two = [
    { targetId: 'a', checks: checks(24) },
    { targetId: 'b', checks: checks(25) },
  ];

  it('moves the older checks of many targets by three questions, and the newest stay', async () => {
    expect(await archive(two)).toEqual([
      ['read', ['a', 'b']],
      [
        'append',
        [
          ['a', 16],
          ['b', 17],
        ],
      ],
      [
        'trim',
        [
          { targetId: 'a', carried: 24, moved: slotsOf(checks(16)), kept: 8 },
          { targetId: 'b', carried: 25, moved: slotsOf(checks(17)), kept: 8 },
        ],
      ],
    ]);
  });

  it('takes nothing from a target before the buckets hold it', async () => {
    expect((await archive(two, 'append')).map(([what]) => what)).toEqual(['read', 'append']);
  });

  it('leaves a target alone that carries only what stays', async () => {
    const said = await archive([{ targetId: 'a', checks: checks(8) }]);
    expect(said.slice(1)).toEqual([
      ['append', []],
      ['trim', []],
    ]);
  });

  it('asks nothing for nobody', async () => {
    expect(await archive([])).toEqual([]);
  });
});
