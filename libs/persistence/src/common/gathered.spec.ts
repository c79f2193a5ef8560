import { describe, expect, it, vi } from 'vitest';
import { eachOf, gathered } from './gathered.ts';

/** Doubles numbers; refuses a batch in which one is negative. */
const doubled = vi.fn((numbers: readonly number[]) =>
  numbers.some((number) => number < 0)
    ? Promise.reject(new Error('refused'))
    : Promise.resolve(numbers.map((number) => 2 * number)),
);

describe('what is asked for at the same moment', () => {
  it('is asked once, and each gets its own answer', async () => {
    const ask = gathered(doubled);
    expect(await Promise.all([ask(1), ask(2), Promise.resolve().then(() => ask(3))])).toEqual([
      2, 4, 6,
    ]);
    expect(doubled).toHaveBeenCalledOnce();
    expect(await ask(4)).toBe(8);
    expect(doubled).toHaveBeenCalledTimes(2);
  });

  it('is asked one by one where it was refused, so that one keeps no other from its answer', async () => {
    const ask = gathered(doubled);
    const answers = await Promise.allSettled([ask(1), ask(-1), ask(3)]);
    expect(answers).toMatchObject([{ value: 2 }, { reason: { message: 'refused' } }, { value: 6 }]);
  });

  it('is refused at once where it is one alone', async () => {
    const ask = gathered(doubled);
    await expect(ask(-1)).rejects.toThrow('refused');
    expect(doubled).toHaveBeenCalledOnce();
  });

  it('is not asked all in one where it is very much', async () => {
    const ask = gathered(doubled);
    const numbers = Array.from({ length: 450 }, (_, number) => number);
    expect(await Promise.all(numbers.map(ask))).toEqual(numbers.map((number) => 2 * number));
    expect(doubled.mock.calls.map(([batch]) => batch.length)).toEqual([200, 200, 50]);
  });
});

it('reads each id once, and answers null for what is not there', async () => {
  const readMany = vi.fn((ids: readonly string[]) =>
    Promise.resolve(ids.filter((id) => id !== 'gone').map((id) => ({ id }))),
  );
  expect(await eachOf(readMany)(['b', 'gone', 'a', 'b'])).toEqual([
    { id: 'b' },
    null,
    { id: 'a' },
    { id: 'b' },
  ]);
  expect(readMany).toHaveBeenCalledWith(['b', 'gone', 'a']);
});
