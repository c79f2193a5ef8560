import type { UpkeepName, UpkeepRun } from '../../upkeep/upkeep.ts';

const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;

/** What people call the kinds of upkeep, as the subject of a sentence. */
export const UPKEEP_TITLES: Readonly<Record<UpkeepName, string>> = {
  backup: 'The backup',
  'restore-drill': 'The restore drill',
  'roll-up': 'Counting the days',
  retention: 'Deleting what is no longer kept',
  archive: 'Archiving old checks',
  vacuum: 'Vacuuming the tables of the queue',
  'index-check': 'Checking the indexes',
};

/** What came of each kind where nothing went wrong. */
export const UPKEEP_RESULTS: Readonly<Record<UpkeepName, (run: UpkeepRun) => string>> = {
  backup: ({ backup }) => `${count(backup?.documents ?? 0, 'document')} were saved.`,
  'restore-drill': ({ drill }) =>
    `${count(drill?.documents ?? 0, 'document')} were restored and equal.`,
  'roll-up': ({ done = 0 }) =>
    done === 0 ? 'Nothing was left to count.' : `${count(done, 'day')} of targets were counted.`,
  retention: ({ done = 0 }) =>
    done === 0
      ? 'Nothing was too old.'
      : done === 1
        ? '1 piece of old data was deleted.'
        : `${done} pieces of old data were deleted.`,
  archive: ({ done = 0 }) =>
    done === 0 ? 'Nothing was to be archived.' : `Days of ${count(done, 'target')} were archived.`,
  vacuum: () =>
    'The tables of the queue are vacuumed. The document store uses room again by itself.',
  'index-check': ({ indexes }) => {
    const { checked = 0, made = [] } = indexes ?? {};
    return made.length === 0
      ? `All ${count(checked, 'index').replace('indexs', 'indexes')} are there.`
      : `${made.join(', ')} ${made.length === 1 ? 'was' : 'were'} missing and made again.`;
  },
};
