import type { AlertEnding, Resolution } from './kind.ts';

/** What an alert keeps of its end. */
interface Ended {
  resolution: Resolution | null;
  ending?: AlertEnding | null | undefined;
  resolvedAt: Date | null;
  endedAt: Date | null;
}

/**
 * Returns why the condition of an alert ended, null while it goes on. An alert of an older version kept no ending: it
 * follows from the resolution, save where a person had acknowledged the alert before; then it is `unknown`.
 */
export function endingOf({
  resolution,
  ending,
  endedAt,
}: Omit<Ended, 'resolvedAt'>): AlertEnding | 'unknown' | null {
  if (ending) return ending;
  if (resolution === 'acknowledged') return endedAt ? 'unknown' : null;
  return resolution;
}

/** When the condition of an alert ended; null when it goes on or nobody watches it any more. */
export function conditionEnd({ resolvedAt, ...alert }: Ended): Date | null {
  switch (endingOf(alert)) {
    case 'recovered':
    case 'renewed':
      return alert.endedAt ?? resolvedAt;
    case 'unknown':
      return alert.endedAt;
    case 'paused':
    case 'deleted':
    case 'superseded':
    case null:
      return null;
  }
}
