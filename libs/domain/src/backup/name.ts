const NAME = /^netumo-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.backup$/;

/** The name of a backup, which tells when it was made: `netumo-2026-03-29T02-30-00Z.backup`. */
export const backupName = (at: Date): string =>
  `netumo-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.backup`;

/** When a backup was made, as its name says; null for names of other things. */
export function backupTime(name: string): Date | null {
  const [, day, hour, minute, second] = NAME.exec(name) ?? [];
  const at = new Date(`${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}
