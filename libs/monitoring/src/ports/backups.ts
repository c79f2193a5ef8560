import type { BackupFault, BackupSetup, KeptBackup } from '@app/domain/backups';

/** What was written to a backup, and where it lies now. */
export interface MadeBackup {
  bytes: number;
  documents: number;
  places: string[];
  /** What kept it from one of its places; null when nothing did. */
  fault: BackupFault | null;
}

/** How what was restored compares with what was backed up. */
export interface ComparedBackup {
  documents: number;
  collections: { name: string; documents: number; isEqual: boolean }[];
  /** The first difference; null for none. */
  fault: BackupFault | null;
}

/** Encrypted copies of all data and settings, in a folder or a storage. What is wrong is thrown as a `BackupError`. */
export interface Backups {
  readonly setup: BackupSetup;
  /** Writes a backup to each place, where it appears complete or not at all. */
  make(file: string, signal: AbortSignal): Promise<MadeBackup>;
  /** What is kept in each place, newest first. */
  list(): Promise<KeptBackup[]>;
  remove(backup: KeptBackup): Promise<void>;
  /** Restores a backup into a scratch database, compares it and throws it away. */
  rehearse(backup: KeptBackup, signal: AbortSignal): Promise<ComparedBackup>;
}
