import { DEFAULT_SETTINGS } from '@app/domain';
import type { UpkeepName, UpkeepRun } from '@app/domain/backups';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { doDueUpkeep, type DueUpkeepPorts } from './due-upkeep.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const unused = () => Promise.reject(new Error('not asked for here'));
const ignore = () => undefined;

/** An installation where everything is due and no backups are made. */
function installation({ answers = true } = {}) {
  const done: { name: UpkeepName; run: UpkeepRun; dueAt: Date }[] = [];
  const ports: DueUpkeepPorts = {
    upkeep: {
      claim: async (name) => ({
        ...{ name, createdAt: NOW, dueAt: NOW, heldUntil: null, last: null, lastGood: null },
      }),
      ...{ renew: async () => true, release: async () => undefined, request: unused, note: unused },
      complete: async (name, _token, { run, dueAt }) => void done.push({ name, run, dueAt }),
      list: async () => [],
    },
    backups: {
      setup: { places: [], keyId: null },
      ...{ make: unused, list: unused, remove: unused, rehearse: unused },
    },
    queue: { vacuum: async () => answers },
    indexes: { ensure: async () => ({ checked: 60, made: ['targets.a_1'] }) },
    settings: { get: async () => DEFAULT_SETTINGS, update: async () => DEFAULT_SETTINGS },
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    now: () => NOW,
    newId: () => 'x',
  };
  return { done, run: () => doDueUpkeep(systemContext(ports)) };
}

describe('upkeep that is due', () => {
  it('is done without a place for backups, but for these, and again the next night', async () => {
    const { done, run } = installation();
    await run();
    expect(done).toEqual([
      {
        ...{ name: 'vacuum', dueAt: new Date('2026-03-02T01:30:00Z') },
        run: { startedAt: NOW, endedAt: NOW, fault: null },
      },
      {
        ...{ name: 'index-check', dueAt: new Date('2026-03-02T04:30:00Z') },
        run: {
          ...{ startedAt: NOW, endedAt: NOW, fault: null },
          indexes: { checked: 60, made: ['targets.a_1'] },
        },
      },
    ]);
  });

  it('notes what went wrong, and goes on', async () => {
    const { done, run } = installation({ answers: false });
    await run();
    expect(done.map(({ name, run: { fault } }) => [name, fault?.is])).toEqual([
      ['vacuum', 'error'],
      ['index-check', undefined],
    ]);
  });
});
