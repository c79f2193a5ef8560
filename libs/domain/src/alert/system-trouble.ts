import type { Severity } from './kind.ts';

/** Something that keeps the monitor from its work. */
export interface Trouble {
  code:
    | 'no-worker'
    | 'offline'
    | 'blind'
    | 'stuck'
    | 'worker-missing'
    | 'overdue'
    | 'crowded'
    | 'queue'
    | 'loop'
    | 'dead-letters'
    | 'disk'
    | 'read-only'
    | 'flood';
  /** Tells troubles of one code apart, each of which begins and ends for itself. */
  key: string;
  severity: Extract<Severity, 'warning' | 'critical'>;
  /** What is wrong and what to do, as a sentence. */
  reason: string;
  /** It has lasted by itself: people are told at the first look. */
  hasLasted?: boolean;
}

/** A trouble as an alert names it. */
export interface KnownTrouble extends Trouble {
  since: Date;
  /** When it was over, for a while; null while it lasts. */
  until: Date | null;
}
