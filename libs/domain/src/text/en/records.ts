import type { ChangedRecords } from '../../check/dns-record.ts';

/** Values that a message names; more would hide the rest of it. */
const MAX_NAMED = 4;

const listed = (values: readonly string[]): string =>
  values.length > MAX_NAMED
    ? `${values.slice(0, MAX_NAMED).join(', ')} and ${values.length - MAX_NAMED} more`
    : values.join(', ');

function describeChange({ name, record, added, removed, varies }: ChangedRecords): string {
  const parts = [
    ...(added.length > 0 ? [`added ${listed(added)}`] : []),
    ...(removed.length > 0 ? [`gone ${listed(removed)}`] : []),
  ];
  const what = record === 'NS' ? 'name servers' : `${record} records`;
  const change = `The ${what} of ${name} have changed: ${parts.join('; ')}.`;
  return varies ? `${change} They vary: further changes are not told.` : change;
}

/** Changes of records as sentences. */
export const describeChangedRecords = (changes: readonly ChangedRecords[]): string =>
  changes.map(describeChange).join(' ');
