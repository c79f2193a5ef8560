import { describe, expect, it } from 'vitest';
import { reportBackups } from './backups-report.ts';
import type { UpkeepRecord } from '../upkeep/upkeep.ts';

const NOW = new Date('2026-07-15T12:00:00Z');
const SETUP = { places: ['/b', 's3'], keyId: 'k1' };

describe('the report on backups', () => {
  it('names the newest first, whichever place they lie in', () => {
    const kept = ['/b', 's3'].flatMap((place) =>
      [15, 14].map((day) => {
        const at = new Date(Date.UTC(2026, 6, day, 2, 30));
        return { file: `${String(day)}.backup`, at, bytes: 1, place };
      }),
    );
    const run = {
      ...{ startedAt: NOW, endedAt: NOW, fault: null },
      backup: { file: '15.backup', bytes: 1, documents: 1, places: [], keyId: 'k1', kept },
    };
    const record: UpkeepRecord = {
      ...{ name: 'backup', createdAt: NOW, dueAt: NOW, heldUntil: null },
      ...{ last: run, lastGood: run },
    };
    const { items } = reportBackups([record], SETUP, NOW);
    expect(items.map(({ file, place }) => `${file} ${place}`)).toEqual([
      '15.backup /b',
      '15.backup s3',
      '14.backup /b',
      '14.backup s3',
    ]);
  });
});
