import { expect, it } from 'vitest';
import { diskTrouble } from './disk-trouble.ts';

const MB = 1_048_576;

it('names a disk that is full or nearly so', () => {
  expect(diskTrouble(0)).toMatchObject({ severity: 'critical', fact: { is: 'disk', freeMb: 0 } });
  expect(diskTrouble(12.9 * MB)?.fact).toEqual({ is: 'disk', freeMb: 12 });
  expect(diskTrouble(64 * MB - 1)).not.toBeNull();
});

it('says nothing where there is room, or where nobody knows', () => {
  expect(diskTrouble(64 * MB)).toBeNull();
  expect(diskTrouble(null)).toBeNull();
});
