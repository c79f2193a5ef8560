import { describe, expect, it } from 'vitest';
import { CreateTarget } from '../target/schema.ts';
import { describeCause } from '../text/cause.ts';
import { EXAMPLE_TAG, EXAMPLES } from './examples.ts';
import { exampleHistory } from './history.ts';

const to = new Date('2026-03-01T10:03:00Z');
const from = new Date(to.getTime() - 90 * 86_400_000);
const range = { from, to };

describe('the examples', () => {
  it.each(EXAMPLES)('$path can be watched, and is marked as one', ({ path, settings }) => {
    const target = CreateTarget.parse({ url: `http://127.0.0.1/examples/${path}`, ...settings });
    expect(target.tags).toContain(EXAMPLE_TAG);
  });

  it.each(EXAMPLES)('$path fails for a reason that can be told', ({ failure }) => {
    expect(describeCause({ is: 'failure', failure })).toMatch(/^(Refused|No |Answered 500 )/);
  });

  it('show every way in which a target can do', () => {
    expect(new Set(EXAMPLES.map(({ now }) => now)).size).toBe(5);
    expect(new Set(EXAMPLES.map(({ path }) => path)).size).toBe(EXAMPLES.length);
  });
});

describe.each(EXAMPLES)('the life of $path', (example) => {
  const { checks, outages } = exampleHistory(example, range);

  it('fills the time from its beginning to its end, in order', () => {
    expect(checks).toHaveLength(90 * 144);
    expect(+(checks[0]?.slot ?? 0)).toBeGreaterThanOrEqual(+from);
    expect(+(checks.at(-1)?.slot ?? 0)).toBeLessThan(+to);
  });

  it('fails in its outages and at no other time', () => {
    expect(outages.filter(({ endedAt }) => endedAt !== null)).toHaveLength(example.outages);
    for (const { slot, outcome } of checks) {
      const isDown = outages.some(
        ({ since, endedAt }) => slot >= since && (endedAt === null || slot < endedAt),
      );
      expect(outcome === 'failed').toBe(isDown);
    }
  });

  it('has outages that begin after one another has ended, and the last one lasts where it is down', () => {
    outages.forEach(({ since }, index) => {
      const before = outages[index - 1]?.endedAt;
      if (before) expect(+since).toBeGreaterThan(+before);
    });
    expect(outages.at(-1)?.endedAt === null).toBe(example.now === 'down');
  });

  it('is the same each time', () => {
    expect(exampleHistory(example, range)).toEqual({ checks, outages });
  });
});
