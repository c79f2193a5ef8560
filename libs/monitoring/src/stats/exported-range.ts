/** What an export tells of when nothing else is said. */
const DEFAULT_MS = 30 * 86_400_000;

interface Asked {
  from?: Date | undefined;
  to?: Date | undefined;
}

/** The time that an export tells of. */
export function exportedRange({ from, to }: Asked, now: Date): { from: Date; to: Date } {
  const end = to ?? now;
  return { from: from ?? new Date(end.getTime() - DEFAULT_MS), to: end };
}
