import * as z from 'zod';

/** The condition that an alert records. */
export const AlertKind = z.enum([
  'down',
  'slow',
  'certificate',
  'domain',
  'persistent',
  'check-trouble',
  'system',
  /** Records that a target watches have changed: told once, and resolved from the start. */
  'dns',
]);
export type AlertKind = z.infer<typeof AlertKind>;

/** Alerts of something that comes closer in steps, which are told one after the other. */
export type SteppedAlertKind = Exclude<
  AlertKind,
  'down' | 'slow' | 'persistent' | 'check-trouble' | 'system' | 'dns'
>;

export const AlertState = z.enum(['open', 'resolved']);
export type AlertState = z.infer<typeof AlertState>;

export const Severity = z.enum(['info', 'warning', 'high', 'critical']);
export type Severity = z.infer<typeof Severity>;

export const Resolution = z.enum([
  'recovered',
  'renewed',
  'acknowledged',
  'paused',
  'deleted',
  /** A graver alert took its place. */
  'superseded',
]);
export type Resolution = z.infer<typeof Resolution>;

/** Why the condition of an alert ended, also where a person had acknowledged it before. */
export const AlertEnding = Resolution.exclude(['acknowledged']);
export type AlertEnding = z.infer<typeof AlertEnding>;

/** What a message tells about an alert. */
export const AlertEvent = z.enum(['opened', 'reminder', 'resolved']);
export type AlertEvent = z.infer<typeof AlertEvent>;
