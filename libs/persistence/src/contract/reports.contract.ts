import type { ReportRecord } from '@app/domain/reports';
import { aReport } from '@app/domain/testing';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { inParallel, type Context } from './context.ts';
import { at, T0 } from './fixtures.ts';

const BUSY = { is: 'replied', by: 'smtp', status: 451, says: '451 Busy' } as const;

const anyReport = (over: Partial<ReportRecord> = {}): ReportRecord =>
  aReport({ id: newId(), createdAt: T0, updatedAt: T0, ...over });

export const reportsContract = (context: Context) =>
  describe('reports', () => {
    it('are given back as they were stored, the oldest first', async () => {
      const { reports } = context().stores;
      const plain = anyReport({ tag: null, slaTarget: null, targetIds: [newId(), newId()] });
      const full = anyReport({
        ...{ slaTarget: 99.95, logo: 'https://example.org/l.png', footer: 'We.\nUs.' },
        ...{ to: ['a@example.org'], nextAt: at(60), heldUntil: at(5), every: 'week' },
        sending: {
          ...{ firstDay: '2026-10-01', lastDay: '2026-10-31', startedAt: at(1) },
          recipients: [
            { to: 'a@example.org', state: 'pending', attempts: 1, dueAt: at(9), fact: BUSY },
            { to: 'b@example.org', state: 'pending', attempts: 0, dueAt: at(9), fact: null },
          ],
        },
      });
      for (const report of [plain, full]) await reports.insert(report);
      expect(await reports.list()).toEqual([plain, full]);
      expect(await reports.get(full.id)).toEqual(full);
      expect(await reports.get(newId())).toBeNull();
    });

    it('are replaced as a whole, by the first of those who read the same', async () => {
      const { reports } = context().stores;
      const report = anyReport({ footer: 'We.', nextAt: at(60), tag: 'prod' });
      await reports.insert(report);
      const change = { ...report, footer: null, nextAt: null, tag: null };
      const answers = await inParallel(5, () => reports.replace(change));
      expect(answers.filter((isFirst) => isFirst)).toHaveLength(1);
      expect(await reports.get(report.id)).toEqual({ ...change, version: report.version + 1 });
      expect(await reports.replace(anyReport())).toBe(false);
    });

    it('are removed once', async () => {
      const { reports } = context().stores;
      const report = anyReport();
      await reports.insert(report);
      expect(await reports.remove(report.id)).toBe(true);
      expect(await reports.remove(report.id)).toBe(false);
      expect(await reports.list()).toEqual([]);
    });
  });
