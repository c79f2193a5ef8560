import { formatCount, formatDuration } from '../util/figures';

const MB = 1_000_000;

/** A length in seconds; what took less than one took `less than 1 s`. */
const took = (seconds: number): string =>
  seconds < 1 ? 'less than 1\u00a0s' : formatDuration(seconds * 1_000);

/** Words for backups and restore drills. */
export const backupWords = {
  title: 'Backups',
  off: 'No backups are made here: neither a folder (BACKUP_DIR) nor a storage (BACKUP_S3_ENDPOINT) is set. If this machine is lost, everything is lost.',
  places: (places: readonly string[]): string =>
    `All data and settings are saved each night to ${places.join(' and ')}. “npm run restore” brings them back.`,
  noKey: 'There is no key, so no backup can be made. Set BACKUP_KEY, and restart.',
  key: (keyId: string): string =>
    `They are encrypted with the key ${keyId}: the one in BACKUP_KEY, or in the file backup.key in the data folder. Without it a backup is worthless, and nobody can help you. Keep a copy of the key outside this machine.`,
  list: 'Kept backups',
  none: 'There is no backup yet.',
  encrypted: 'encrypted',
  size: (bytes: number): string =>
    bytes < 100_000
      ? `${formatCount(Math.ceil(bytes / 1_000))}\u00a0kB`
      : `${(bytes / MB).toLocaleString('en-GB', { maximumFractionDigits: bytes < 100 * MB ? 1 : 0 })}\u00a0MB`,
  failed: 'The last backup failed:',
  next: 'Next backup:',
  drill: 'Restore drill',
  drillHint:
    'The newest backup is restored into a scratch database and compared, once a week or when you ask for it.',
  drillNone: 'No restore has been tried yet.',
  drillPassed: 'Passed',
  drillFailed: 'Failed',
  drillFigures: (documents: number, seconds: number): string =>
    `${formatCount(documents)} ${documents === 1 ? 'document' : 'documents'} compared in ${took(seconds)}`,
  run: 'Back up now',
  running: 'Backing up…',
  rehearse: 'Try a restore',
  rehearsing: 'Trying a restore…',
  done: 'The backup is made.',
  drillDone: 'The backup can be restored.',
  stillRunning: 'It is still under way and goes on by itself; you can leave this page.',
  notBegun: 'No worker has begun yet. It starts as soon as one is free.',
};
