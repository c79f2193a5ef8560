import { describe, expect, it } from 'vitest';
import { changedStatusPage, newStatusPage, notedOutage, toStatusPage } from './change.ts';
import { CreateStatusPage, NoteOutage, UpdateStatusPage } from './schema.ts';
import { aStatusPage } from './testing.ts';

const NOW = new Date('2026-11-02T12:00:00Z');
const INPUT = { slug: 'shop', title: 'Shop', tag: 'prod' };
const ID = 'c'.repeat(24);

describe('a new status page', () => {
  it('is switched on, with nothing but what was said', () => {
    const page = newStatusPage({ newId: () => ID, now: NOW }, CreateStatusPage.parse(INPUT));
    expect(toStatusPage(page)).toEqual({
      ...{ ...INPUT, id: ID, enabled: true, logo: null, notice: null, notes: [] },
      ...{ createdAt: NOW, updatedAt: NOW },
    });
  });

  it.each(['a', 'shop-eu', '0', 'x'.repeat(64)])('may be called %.20s', (slug) => {
    expect(CreateStatusPage.safeParse({ ...INPUT, slug }).success).toBe(true);
  });

  it.each(['', 'Shop', '-a', 'a-', 'a b', 'a/b', '../x', 'x'.repeat(65), 'ä', 'a%2fb', 'a.b'])(
    'may not be called %.20j',
    (slug) => {
      expect(CreateStatusPage.safeParse({ ...INPUT, slug }).success).toBe(false);
    },
  );

  it.each([
    { title: '' },
    { title: 'a\nb' },
    { tag: ' ' },
    { notice: 'x'.repeat(2_001) },
    { notice: 'a\u202eb' },
    { script: 'x' },
  ])('is refused with %j', (over) => {
    expect(CreateStatusPage.safeParse({ ...INPUT, ...over }).success).toBe(false);
  });
});

describe('a change of a status page', () => {
  const before = aStatusPage({ notice: 'We move.', logo: 'https://example.org/l.png' });

  it('leaves what it does not name', () => {
    const change = UpdateStatusPage.parse({ id: ID, title: 'New' });
    expect(changedStatusPage(before, change, NOW)).toEqual({
      ...before,
      title: 'New',
      updatedAt: NOW,
    });
  });

  it('takes back logo and notice', () => {
    const change = UpdateStatusPage.parse({ id: ID, logo: null, notice: '  ' });
    expect(changedStatusPage(before, change, NOW)).toMatchObject({ logo: null, notice: null });
  });
});

describe('a note on an outage', () => {
  const note = (alertId: string, text: string | null) =>
    NoteOutage.parse({ id: ID, alertId: alertId.repeat(24), text });

  it('is written, written anew, and taken back', () => {
    const one = notedOutage(aStatusPage(), note('a', 'A disk\r\nis full.'), NOW);
    expect(one.notes).toEqual([{ alertId: 'a'.repeat(24), text: 'A disk\nis full.', at: NOW }]);
    const two = notedOutage(notedOutage(one, note('b', 'x'), NOW), note('a', 'Mended.'), NOW);
    expect(two.notes.map(({ text }) => text)).toEqual(['x', 'Mended.']);
    expect(notedOutage(two, note('a', ' '), NOW).notes).toHaveLength(1);
    expect(notedOutage(two, note('b', null), NOW).notes).toHaveLength(1);
  });

  it('pushes out the oldest of two hundred', () => {
    const notes = Array.from({ length: 200 }, (_, i) => ({
      alertId: String(i),
      text: 'x',
      at: NOW,
    }));
    const after = notedOutage(aStatusPage({ notes }), note('a', 'new'), NOW);
    expect(after.notes).toHaveLength(200);
    expect(after.notes[0]?.alertId).toBe('1');
  });
});
