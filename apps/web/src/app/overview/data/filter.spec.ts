import { describe, expect, it } from 'vitest';
import { TargetSort } from '@app/domain';
import { isNarrowed, nextSorting, readAddress, toInput, writeAddress } from './filter';

describe('readAddress', () => {
  it('reads what the address says', () => {
    const query = readAddress({
      search: ' shop ',
      status: 'down',
      tags: 'a,b',
      match: 'any',
      sort: '-name',
    });
    expect(query).toEqual({
      search: 'shop',
      status: 'down',
      tags: ['a', 'b'],
      tagMatch: 'any',
      sorting: { by: 'name', isReversed: true },
    });
    expect(toInput(query)).toEqual({
      search: 'shop',
      status: 'down',
      tags: ['a', 'b'],
      tagMatch: 'any',
      sort: 'name',
      reverse: true,
    });
  });

  it('leaves out what makes no sense, and says nothing of what goes without saying', () => {
    const query = readAddress({ status: 'broken', tags: '', match: 'x', sort: '-what' });
    expect(isNarrowed(query)).toBe(false);
    expect(toInput(query)).toEqual({});
    expect(Object.values(writeAddress(query)).every((value) => value === null)).toBe(true);
  });

  it.each(TargetSort.options.flatMap((by) => [by, `-${by}`]))('knows the order %s', (sort) => {
    const written = writeAddress(readAddress({ sort }));
    expect(written.sort).toBe(sort === 'worst' ? null : sort);
  });
});

describe('a click on the head of a column', () => {
  it('sorts by it, then from its other end, then back', () => {
    const once = nextSorting({ by: 'worst', isReversed: false }, 'name');
    expect(once).toEqual({ by: 'name', isReversed: false });
    const twice = nextSorting(once, 'name');
    expect(twice).toEqual({ by: 'name', isReversed: true });
    expect(nextSorting(twice, 'name')).toEqual({ by: 'name', isReversed: false });
  });
});
