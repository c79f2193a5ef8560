import { BackupError } from '@app/domain/backups';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import type { Backups } from '../ports/backups.ts';
import { secureUpgrade } from './secure-upgrade.ts';

const MB = 1_048_576;
const STEP = { from: 0, to: 1 };
const NOW = new Date('2026-01-01T00:00:00Z');

function situation({
  freeMb = 500,
  places = ['/b'],
  make = async () => ({ bytes: 1, documents: 1, places: ['/b'], fault: null }),
}: { freeMb?: number; places?: string[]; make?: Backups['make'] } = {}) {
  const made: string[] = [];
  const warned: string[] = [];
  const unused = () => Promise.reject(new Error('not asked for here'));
  const backups: Backups = {
    ...{ list: unused, remove: unused, rehearse: unused },
    setup: { places, keyId: 'k' },
    make: async (file: string, signal: AbortSignal) => {
      made.push(file);
      return await make(file, signal);
    },
  };
  const disk = { freeBytes: async () => freeMb * MB, usedBytes: async () => 400 * MB };
  const ignore = () => undefined;
  const warn = (_: object, text: string) => void warned.push(text);
  const log = { debug: ignore, info: ignore, warn, error: ignore };
  const ports = { disk, backups, log, now: () => NOW };
  return { made, warned, secure: () => secureUpgrade(systemContext(ports), STEP) };
}

describe('before stored data get a newer form', () => {
  it('a backup is made', async () => {
    const { made, secure } = situation();
    expect(await secure()).toBeNull();
    expect(made).toEqual(['netumo-2026-01-01T00-00-00Z.backup']);
  });

  it('there must be room, or nothing is begun', async () => {
    const { made, secure } = situation({ freeMb: 100 });
    expect(await secure()).toBe(
      'The stored data are to be brought from format 0 into format 1, which needs 196 MB on the disk of the document store, and 100 MB are free. Make room there, and start again. Nothing was changed.',
    );
    expect(made).toEqual([]);
  });

  it.each([
    ['throws', () => Promise.reject(new BackupError({ is: 'no-key' })), /There is no key/],
    [
      'finds no place',
      async () => ({
        ...{ bytes: 0, documents: 0, places: [] },
        fault: { is: 'place' as const, place: '/b', detail: 'it is a file' },
      }),
      /could not be stored in \/b: it is a file/,
    ],
  ])('nothing is begun where the backup %s', async (_, make, why) => {
    const refusal = await situation({ make }).secure();
    expect(refusal).toMatch(why);
    expect(refusal).toMatch(/BACKUP_DIR=off.*Nothing was changed/);
  });

  it('goes on without one where backups are off, and says so', async () => {
    const { made, warned, secure } = situation({ places: [] });
    expect(await secure()).toBeNull();
    expect(made).toEqual([]);
    expect(warned).toEqual([expect.stringContaining('without a backup')]);
  });
});
