import type { Alert } from '../../alert/schema.ts';

export const SINCE = new Date('2026-01-31T14:02:05Z');

/** An instant so many minutes after the outage began. */
export const after = (minutes: number): Date => new Date(SINCE.getTime() + minutes * 60_000);

/** An open alert of a target that is down. */
export const sampleAlert = (changes: Partial<Alert> = {}): Alert => ({
  id: 'a'.repeat(24),
  targetId: 'b'.repeat(24),
  targetName: 'Shop',
  domain: null,
  kind: 'down',
  state: 'open',
  severity: 'critical',
  reason: 'Refused: nothing listens on port 443.',
  openedAt: after(1),
  since: SINCE,
  resolvedAt: null,
  resolution: null,
  acknowledgedAt: null,
  acknowledgedNote: null,
  endedAt: null,
  ...changes,
});

/** Changes that turn it into one that is over after six minutes. */
export const RECOVERED = {
  state: 'resolved',
  resolution: 'recovered',
  resolvedAt: after(6),
  endedAt: after(6),
} as const;
