import { describe, expect, it } from 'vitest';
import { overviewWords } from './overview';

const none = { all: 0, pending: 0, up: 0, degraded: 0, down: 0, unknown: 0, paused: 0 };

describe('the sentence of the overview', () => {
  it.each([
    [{}, null, 'Nothing is watched yet'],
    [{ all: 1, up: 1 }, null, 'The target is up'],
    [{ all: 42, up: 42 }, null, 'All 42 targets are up'],
    [{ all: 43, up: 42, paused: 1 }, null, 'All 42 targets are up'],
    [{ all: 2, paused: 2 }, null, 'All 2 targets are paused'],
    [{ all: 42, up: 41, down: 1 }, '14 min', '1 of 42 is down, for 14 min'],
    [{ all: 42, up: 40, down: 2 }, '14 min', '2 of 42 are down, oldest for 14 min'],
    [{ all: 42, up: 40, down: 2 }, null, '2 of 42 are down'],
    [{ all: 3, up: 2, degraded: 1 }, null, 'None of 3 is down, 1 is degraded'],
    [{ all: 1, pending: 1 }, null, '1 is pending'],
    [
      { all: 4, up: 1, degraded: 1, unknown: 2 },
      null,
      'None of 4 is down, 1 is degraded, 2 are unknown',
    ],
  ])('tells %o', (counts, oldest, sentence) => {
    expect(overviewWords.situation({ ...none, ...counts }, oldest)).toBe(sentence);
  });
});
