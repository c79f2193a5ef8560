import { describe, expect, it } from 'vitest';
import { addWords } from './add';
import { queueWords } from './queues';
import { storyWords } from './target-story';

describe('figures in words', () => {
  it.each([
    [0, '0 checks a minute'],
    [0.2, 'less than 1 check a minute'],
    [1, '1 check a minute'],
    [23.6, '24 checks a minute'],
  ])('tells a pace of %d', (pace, words) => {
    expect(queueWords.pace(pace)).toBe(words);
  });

  it('speaks of one check, and of one day, in the singular', () => {
    expect(storyWords.hour('12:00', 1, 0)).toBe('12:00: 1 check');
    const alerting = { hasChannels: false };
    expect(addWords.defaultsOfDomain({ thresholds: { domainDays: 1 }, alerting })).toContain(
      'told from 1 day before',
    );
  });
});
