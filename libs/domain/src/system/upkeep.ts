import type { BackupFault } from '../backup/fault.ts';
import type { KeptBackup } from '../backup/schema.ts';

/** Work that keeps the installation in order and that one process does at a time. */
export type UpkeepName = 'backup' | 'restore-drill';

/** What came of a piece of upkeep. */
export interface UpkeepRun {
  startedAt: Date;
  endedAt: Date;
  /** What went wrong; null when nothing did. */
  fault: BackupFault | null;
  /** Of backups. */
  backup?: {
    file: string;
    bytes: number;
    documents: number;
    places: string[];
    keyId: string;
    /** What was kept afterwards. */
    kept: KeptBackup[];
  };
  /** Of restore drills. */
  drill?: {
    file: string;
    documents: number;
    collections: { name: string; documents: number; isEqual: boolean }[];
  };
}

/** What is remembered of a piece of upkeep. */
export interface UpkeepRecord {
  name: UpkeepName;
  /** When it was first to be done here. */
  createdAt: Date;
  dueAt: Date;
  /** Until when a process has the right to do it; null while nobody does. */
  heldUntil: Date | null;
  last: UpkeepRun | null;
  lastGood: UpkeepRun | null;
}

/** Whether it is being done at an instant. */
export const isUnderWay = ({ heldUntil }: Pick<UpkeepRecord, 'heldUntil'>, now: Date): boolean =>
  heldUntil !== null && heldUntil > now;
