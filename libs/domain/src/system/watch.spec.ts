import { describe, expect, it } from 'vitest';
import { BAD_LOOKS, FIRST_LOOK, GOOD_LOOKS, look, verdictOf } from './watch.ts';

const after = (...looks: boolean[]) => verdictOf(looks.reduce(look, FIRST_LOOK));
const bad = (count: number) => Array<boolean>(count).fill(true);
const good = (count: number) => Array<boolean>(count).fill(false);

describe('a watch', () => {
  it('tells of trouble only after it lasted', () => {
    expect(after()).toBe('wait');
    expect(after(...bad(BAD_LOOKS - 1))).toBe('wait');
    expect(after(...bad(BAD_LOOKS))).toBe('trouble');
    expect(after(...bad(BAD_LOOKS + 5))).toBe('trouble');
  });

  it('starts to count anew when looks differ', () => {
    expect(after(...bad(BAD_LOOKS - 1), false, ...bad(BAD_LOOKS - 1))).toBe('wait');
    expect(after(...bad(BAD_LOOKS), ...good(GOOD_LOOKS - 1), true)).toBe('wait');
  });

  it('calls trouble over only after quiet lasted', () => {
    expect(after(...bad(BAD_LOOKS), ...good(GOOD_LOOKS - 1))).toBe('wait');
    expect(after(...bad(BAD_LOOKS), ...good(GOOD_LOOKS))).toBe('fine');
  });
});
