import { expect, it } from 'vitest';
import { backupName, backupTime } from './name.ts';

it('tells when a backup was made', () => {
  const at = new Date('2026-03-29T02:30:07Z');
  expect(backupName(at)).toBe('netumo-2026-03-29T02-30-07Z.backup');
  expect(backupTime(backupName(at))).toEqual(at);
});

it.each([
  'notes.txt',
  'netumo-2026-03-29T02-30-07Z.backup.unfinished',
  'netumo-2026-13-29T02-30-07Z.backup',
  'netumo-2026-03-29T25-30-07Z.backup',
  'netumo-.backup',
  '',
])('knows that %j is no backup', (name) => {
  expect(backupTime(name)).toBeNull();
});
