import * as z from 'zod';

/** A backup that is kept somewhere. */
export const KeptBackup = z.object({
  file: z.string(),
  /** When it was made. */
  at: z.date(),
  bytes: z.number(),
  /** Folder or storage that it lies in. */
  place: z.string(),
});
export type KeptBackup = z.infer<typeof KeptBackup>;

/** The last time that a backup was made, or was to be made. */
export const BackupRun = z.object({
  at: z.date(),
  state: z.enum(['done', 'failed']),
  file: z.string().nullable(),
  bytes: z.number(),
  documents: z.int(),
  seconds: z.number(),
  /** Where it lies now. */
  places: z.array(z.string()),
  /** What went wrong, in words; null when nothing did. */
  problem: z.string().nullable(),
});
export type BackupRun = z.infer<typeof BackupRun>;

/** The last time that a backup was restored into a scratch database and compared. */
export const RestoreDrill = z.object({
  at: z.date(),
  state: z.enum(['passed', 'failed']),
  file: z.string().nullable(),
  documents: z.int(),
  seconds: z.number(),
  collections: z.array(z.object({ name: z.string(), documents: z.int(), isEqual: z.boolean() })),
  problem: z.string().nullable(),
});
export type RestoreDrill = z.infer<typeof RestoreDrill>;

/** How safe the data are. */
export const SystemBackups = z.object({
  at: z.date(),
  /** `off`: no backups are made here. `none`: the first one is still to come. */
  state: z.enum(['off', 'none', 'ok', 'failed', 'overdue']),
  isRunning: z.boolean(),
  /** Folder and storage that backups go to. */
  places: z.array(z.string()),
  /** Name of the key that they are made with; null without one. Whoever restores needs this key. */
  keyId: z.string().nullable(),
  /** What is kept, as of the last backup, newest first. */
  items: z.array(KeptBackup),
  last: BackupRun.nullable(),
  lastGoodAt: z.date().nullable(),
  nextAt: z.date().nullable(),
  drill: z.object({
    isRunning: z.boolean(),
    last: RestoreDrill.nullable(),
    lastGoodAt: z.date().nullable(),
    nextAt: z.date().nullable(),
  }),
});
export type SystemBackups = z.infer<typeof SystemBackups>;
