import {
  BackupError,
  backupFaultOf,
  backupTime,
  type BackupFault,
  type KeptBackup,
} from '@app/domain/backups';
import type { Backups } from '@app/monitoring';
import type { Connection } from 'mongoose';
import { backupOf, openBackup, type BackupAbout } from './content.ts';
import { folderPlace } from './folder-place.ts';
import { gentlePause } from './gentle-pause.ts';
import type { BackupKey } from './header.ts';
import type { BackupPlace } from './place.ts';
import { rehearse } from './rehearse.ts';
import { s3Place, type S3Options } from './s3-place.ts';
import { Sums } from './sums.ts';

export interface BackupOptions {
  /** Null for no folder. */
  readonly folder: string | null;
  /** Null for no storage. */
  readonly s3: S3Options | null;
  /** The first one is used for new backups, all of them open older ones. */
  readonly keys: readonly BackupKey[];
  /** Version of the product. */
  readonly madeBy: string;
  /** Keys that secrets are stored with at the moment, in base64. */
  readonly secretKeys: () => readonly string[];
  /** Leaves half of the time to others: for processes that do more than backups. */
  readonly isGentle: boolean;
}

/** The places of a configuration, the folder first. */
export const placesOf = ({ folder, s3 }: Pick<BackupOptions, 'folder' | 's3'>): BackupPlace[] => [
  ...(folder === null ? [] : [folderPlace(folder)]),
  ...(s3 ? [s3Place(s3)] : []),
];

/** Backups of the database of a connection. */
export function createBackups(connection: Connection, options: BackupOptions): Backups {
  const { keys, isGentle, secretKeys, madeBy } = options;
  const places = placesOf(options);
  const newPause = (): (() => Promise<void>) => (isGentle ? gentlePause() : noPause);

  async function list(): Promise<KeptBackup[]> {
    const lists = await Promise.allSettled(places.map((place) => listOf(place)));
    const [firstFault] = lists.filter((one) => one.status === 'rejected');
    if (firstFault && lists.every((one) => one.status === 'rejected')) throw firstFault.reason;
    return lists
      .flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
      .toSorted((a, b) => b.at.getTime() - a.at.getTime());
  }

  const placeOf = (backup: KeptBackup): BackupPlace => {
    const place = places.find(({ name }) => name === backup.place);
    if (!place) throw new BackupError({ is: 'no-place' });
    return place;
  };

  return {
    setup: { places: places.map(({ name }) => name), keyId: keys[0]?.id ?? null },

    async make(file, signal) {
      const [key] = keys;
      const createdAt = backupTime(file);
      if (places.length === 0 || !createdAt) throw new BackupError({ is: 'no-place' });
      if (!key) throw new BackupError({ is: 'no-key' });
      const about: BackupAbout = { madeBy, secretKeys: [...secretKeys()] };
      const [before] = await list().catch(() => []);
      const write = { signal, expectedBytes: before?.bytes ?? null };
      let made: { bytes: number; sums: Sums; place: BackupPlace } | null = null;
      const stored: string[] = [];
      const faults: BackupFault[] = [];
      for (const place of places) {
        try {
          if (made) await place.write(file, made.place.read(file), write);
          else {
            const sums = new Sums();
            const source = { connection, key, about, createdAt, signal, pause: newPause() };
            made = { bytes: await place.write(file, backupOf(source, sums), write), sums, place };
          }
          stored.push(place.name);
        } catch (error) {
          if (signal.aborted || !(error instanceof BackupError)) throw error;
          faults.push(backupFaultOf(error));
        }
      }
      return {
        bytes: made?.bytes ?? 0,
        documents: made ? sumOf(made.sums) : 0,
        places: stored,
        fault: faults[0] ?? null,
      };
    },

    list,

    async remove(backup) {
      await placeOf(backup).remove(backup.file);
    },

    async rehearse(backup, signal) {
      const { entries } = await openBackup(placeOf(backup).read(backup.file), keys);
      return await rehearse(connection, entries, { signal, pause: newPause() });
    },
  };
}

const noPause = (): Promise<void> => Promise.resolve();

const sumOf = ({ counts }: Sums): number =>
  Object.values(counts).reduce((total, part) => total + part, 0);

async function listOf(place: BackupPlace): Promise<KeptBackup[]> {
  return (await place.list()).flatMap(({ file, bytes }) => {
    const at = backupTime(file);
    return at ? [{ file, at, bytes, place: place.name }] : [];
  });
}
