import type { BackupFault } from '../backup/fault.ts';
import type { KeptBackup } from '../backup/schema.ts';

/** Work that keeps the installation in order and that one process does at a time. */
export const UPKEEP_NAMES = [
  'backup',
  'restore-drill',
  'roll-up',
  'retention',
  'archive',
  'vacuum',
  'index-check',
] as const;
export type UpkeepName = (typeof UPKEEP_NAMES)[number];

/** Upkeep that is planned by itself; the rest is what housekeeping notes of its work. */
export type PlannedUpkeep = Exclude<UpkeepName, 'roll-up' | 'retention' | 'archive'>;

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
  /** Of housekeeping: what it did, in days of targets (roll-up, archive) or in batches of documents (retention). */
  done?: number;
  /** Of the check of indexes. */
  indexes?: { checked: number; made: string[] };
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
