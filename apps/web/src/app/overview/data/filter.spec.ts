import { describe, expect, it } from 'vitest';
import { aTarget } from '../../../testing/samples';
import { isMatch, isNarrowed, parseFilter } from './filter';

describe('parseFilter', () => {
  it('reads what the address says', () => {
    expect(parseFilter(' shop ', 'down', 'a,b')).toEqual({
      search: 'shop',
      status: 'down',
      tags: ['a', 'b'],
    });
  });

  it('leaves out what makes no sense', () => {
    const filter = parseFilter(undefined, 'broken', '');
    expect(filter).toEqual({ search: '', status: null, tags: [] });
    expect(isNarrowed(filter)).toBe(false);
  });
});

describe('isMatch', () => {
  const target = aTarget({ name: 'Shop', tags: ['prod', 'eu'] });
  it.each([
    ['sHoP', undefined, undefined, true],
    ['example.com', undefined, undefined, true],
    ['blog', undefined, undefined, false],
    ['', 'up', undefined, true],
    ['', 'down', undefined, false],
    ['', undefined, 'prod,eu', true],
    ['', undefined, 'prod,us', false],
  ])('matches search %j, status %j, tags %j: %j', (search, status, tags, expected) => {
    expect(isMatch(target, parseFilter(search, status, tags))).toBe(expected);
  });
});
