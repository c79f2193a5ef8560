import type { StatusPageRecord } from '@app/domain/status-pages';
import { aStatusPage } from '@app/domain/testing';
import { describe, expect, it } from 'vitest';
import { newId } from '../common/ids.ts';
import { inParallel, type Context } from './context.ts';
import { at, T0 } from './fixtures.ts';

const aPage = (over: Partial<StatusPageRecord> = {}): StatusPageRecord =>
  aStatusPage({ id: newId(), createdAt: T0, updatedAt: T0, ...over });

export const statusPagesContract = (context: Context) =>
  describe('status pages', () => {
    it('are given back as they were stored, by slug', async () => {
      const { statusPages } = context().stores;
      const plain = aPage();
      const full = aPage({
        ...{ slug: 'a', enabled: false, logo: 'https://example.org/logo.png', notice: 'We move.' },
        notes: [{ alertId: newId(), text: 'A disk.\nWe are on it.', at: at(60) }],
      });
      for (const page of [plain, full]) expect(await statusPages.insert(page)).toBe(true);
      expect(await statusPages.list()).toEqual([full, plain]);
      expect(await statusPages.get(full.id)).toEqual(full);
      expect(await statusPages.get(newId())).toBeNull();
    });

    it('have a slug each, whatever changes', async () => {
      const { statusPages } = context().stores;
      const [one, other] = [aPage(), aPage({ slug: 'other' })];
      await statusPages.insert(one);
      expect(await statusPages.insert(aPage())).toBe(false);
      await statusPages.insert(other);
      expect(await statusPages.replace({ ...other, slug: 'shop' })).toBe('taken');
      expect(await statusPages.get(other.id)).toEqual(other);
    });

    it('are replaced as a whole, by the first of those who read the same', async () => {
      const { statusPages } = context().stores;
      const page = aPage({ notice: 'We move.', logo: 'https://example.org/logo.png' });
      await statusPages.insert(page);
      const outcomes = await inParallel(5, (i) =>
        statusPages.replace({ ...page, title: `Shop ${i}`, notice: null, logo: null }),
      );
      expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
      const stored = await statusPages.get(page.id);
      expect(stored).toMatchObject({ version: 2, notice: null, logo: null, tag: 'prod' });
      expect(await statusPages.replace(aPage({ slug: 'gone' }))).toBe('changed');
    });

    it('are removed once', async () => {
      const { statusPages } = context().stores;
      const page = aPage();
      await statusPages.insert(page);
      expect(await statusPages.remove(page.id)).toBe(true);
      expect(await statusPages.remove(page.id)).toBe(false);
      expect(await statusPages.list()).toEqual([]);
    });
  });
