import type { UpkeepItem } from '@app/domain/backups';
import { formatDuration } from '../util/figures';

const names: Record<UpkeepItem['name'], string> = {
  backup: 'Backup',
  'restore-drill': 'Restore drill',
  'roll-up': 'Counting of days',
  retention: 'Deleting old data',
  archive: 'Archive of old checks',
  vacuum: 'Vacuuming',
  'index-check': 'Index check',
};

const states: Record<UpkeepItem['state'], string> = {
  off: 'Off',
  none: 'Not done yet',
  ok: 'Ok',
  failed: 'Failed',
};

/** Words of the work that keeps the installation in order, on the system page. */
export const upkeepWords = {
  title: 'Upkeep',
  hint: 'Done by one worker at a time, spread over the night; checks go first.',
  name: (name: UpkeepItem['name']): string => names[name],
  state: (item: Pick<UpkeepItem, 'state' | 'isRunning'>): string =>
    item.isRunning ? 'Running' : states[item.state],
  took: (seconds: number): string =>
    seconds < 1 ? 'took less than 1\u00a0s' : `took ${formatDuration(seconds * 1_000)}`,
  next: 'Next:',
};
