import type { BackupFault } from '../backup/fault.ts';
import type { BlindReason } from '../check/blind-reason.ts';
import type { Offline } from '../check/failure-fact.ts';
import type { UpkeepName } from '../upkeep/upkeep.ts';
import type { LockedSecrets } from '../secrets/lock.ts';
import type { Severity } from './kind.ts';

/** How many of the targets that are checked cannot be seen. */
export interface BlindShare {
  readonly blind: number;
  readonly checked: number;
}

/** What keeps the monitor from its work, in no language: `is` tells which sentence of `text` it becomes. */
export type TroubleFact =
  /** A sentence that an older version stored. */
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'no-worker' }
  /** The store could be read, and refused to store anything. */
  | { readonly is: 'read-only' }
  | {
      readonly is: 'offline';
      /** The way out that has been away longest. */
      readonly network: Offline;
      /** Other ways out work. */
      readonly isPart?: true;
      readonly offlineWorkers: number;
      readonly workers: number;
      readonly unseen?: BlindShare;
    }
  | {
      readonly is: 'blind';
      readonly share: BlindShare;
      /** For how long they have not been seen, in seconds. */
      readonly afterSeconds: number;
      /** The reason of most of them first. */
      readonly reasons: readonly { readonly why: BlindReason; readonly count: number }[];
    }
  /** Work that fails again and again. */
  | {
      readonly is: 'stuck';
      readonly count: number;
      readonly since: Date;
      /** What the longest of them is, and what went wrong, in the words of the program. */
      readonly example: string;
    }
  | { readonly is: 'worker-missing'; readonly count: number }
  /** Counted up to 1,000. */
  | { readonly is: 'overdue'; readonly count: number }
  | { readonly is: 'crowded'; readonly waitSeconds: number }
  | {
      readonly is: 'queue';
      readonly queue: string;
      readonly waiting: number;
      readonly oldestSeconds: number;
    }
  | { readonly is: 'loop'; readonly delayMs: number }
  | { readonly is: 'dead-letters'; readonly queue: string; readonly count: number }
  /** A channel has given messages up, and has delivered none since. */
  | {
      readonly is: 'undelivered';
      readonly channelId: string;
      readonly channel: string;
      readonly since: Date;
    }
  /** Calls of one caller that were refused, because it may not make so many. */
  | {
      readonly is: 'flood';
      readonly caller: string;
      readonly refused: number;
      readonly since: Date;
      /** How many others do the same; absent for none. */
      readonly others?: number;
    }
  /** The last backup failed; null where there is no good one at all. */
  | {
      readonly is: 'backup-failed';
      readonly fault: BackupFault;
      readonly lastGoodAt: Date | null;
    }
  | { readonly is: 'backup-overdue'; readonly since: Date }
  /** A backup could not be restored when that was tried. */
  | { readonly is: 'drill-failed'; readonly fault: BackupFault; readonly at: Date }
  /** Nightly work other than backups. */
  | {
      readonly is: 'upkeep-failed';
      readonly task: UpkeepName;
      readonly fault: BackupFault;
      readonly lastGoodAt: Date | null;
    }
  /** Clocks of two processes differ; in whole seconds. */
  | {
      readonly is: 'clocks';
      readonly seconds: number;
      readonly ahead: string;
      readonly behind: string;
    }
  /** The machine or container of a process has little memory left; in whole MB. */
  | {
      readonly is: 'memory';
      readonly process: string;
      readonly freeMb: number;
      readonly usedMb: number;
    }
  /** A process logs many errors, a minute. */
  | { readonly is: 'errors'; readonly process: string; readonly perMinute: number }
  /** Workers cannot read secrets; counted are the workers, and what one of them cannot use. */
  | {
      readonly is: 'secrets-locked';
      readonly workers: number;
      readonly locked: LockedSecrets;
    }
  /** In whole MB. */
  | { readonly is: 'disk'; readonly freeMb: number };

/** Something that keeps the monitor from its work. */
export interface Trouble {
  /** Tells troubles apart, each of which begins and ends for itself. */
  key: string;
  severity: Extract<Severity, 'warning' | 'critical'>;
  /** What is wrong. Its numbers are as exact as they are told: they change only when the words do. */
  fact: TroubleFact;
  /** It has lasted by itself: people are told at the first look. */
  hasLasted?: boolean;
}

/** A trouble as an alert names it. */
export interface KnownTrouble extends Trouble {
  since: Date;
  /** When it was over, for a while; null while it lasts. */
  until: Date | null;
}

/**
 * Channels that are told nothing of trouble, since nothing else is wrong than that they do not deliver. Where there is
 * more they are tried: rather told twice than not at all.
 */
export function channelsToAvoid(facts: readonly TroubleFact[]): ReadonlySet<string> {
  const ids = facts.map((fact) => (fact.is === 'undelivered' ? fact.channelId : null));
  return new Set(ids.every((id) => id !== null) ? ids : []);
}
