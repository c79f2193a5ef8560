import type { ImportReport, ImportVerdict } from '@app/domain';
import { formatCount } from '../util/figures';

const outcomes: Record<ImportVerdict['outcome'], string> = {
  created: 'Is added',
  exists: 'Is watched already',
  invalid: 'Cannot be watched',
  'duplicate-in-list': 'Is there twice',
};

const part = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [`${formatCount(count)} ${count === 1 ? one : many}`];

/** What an import did, or would do, as a sentence. */
function summary(counts: ImportReport['counts'], isDone: boolean): string {
  const parts = [
    ...part(counts.created, isDone ? 'was added' : 'to add', isDone ? 'were added' : 'to add'),
    ...part(counts.exists, 'is watched already', 'are watched already'),
    ...part(counts['duplicate-in-list'], 'is there twice', 'are there twice'),
    ...part(counts.invalid, 'cannot be watched', 'cannot be watched'),
  ];
  return parts.length === 0 ? 'The list names nothing.' : `${parts.join(', ')}.`;
}

/** Words of the page that imports a list. */
export const importWords = {
  title: 'Import a list',
  list: 'Domains or addresses, one a line',
  listHint:
    'At most 1,000. A name and tags may follow: https://shop.example, Shop, prod. Comments after #; of a CSV its head says what is what.',
  tagged: (tags: string): string => `Tags: ${tags}`,
  kind: 'What names without https:// stand for',
  kinds: { domain: 'Domains only', site: 'Web sites' },
  check: 'Check the list',
  checking: 'Checking',
  add: (count: number): string =>
    count === 1 ? 'Add 1 target' : `Add ${formatCount(count)} targets`,
  adding: 'Adding',
  summary,
  verdicts: 'What becomes of each line',
  columns: { line: 'Line', entry: 'Entry', outcome: 'Result' },
  outcomes,
  done: 'Go to the overview',
};
