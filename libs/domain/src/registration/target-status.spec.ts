import { describe, expect, it } from 'vitest';
import { typeInExpiry } from './manual.ts';
import { mergeRegistration } from './merge.ts';
import type { RegistrationAnswer } from './schema.ts';
import { newRegistration, type Registration } from './state.ts';
import { registrationStatus } from './target-status.ts';
import { dated, failed, notFound, notPublished, redemption } from './testing.ts';

const DAY = 86_400_000;
const start = new Date('2026-10-01T00:00:00Z');
const day = (days: number): Date => new Date(start.getTime() + days * DAY);
const ends = (days: number, statuses = ['ok']) => dated(day(days).toISOString(), { statuses });

const after = (...answers: [number, RegistrationAnswer][]): Registration =>
  answers.reduce(
    (state, [days, answer]) => mergeRegistration(state, answer, day(days)),
    newRegistration('example.com'),
  );
const statusOf = (registration: Registration, days: number, isFailing = false): string =>
  registrationStatus(registration, { threshold: 14, isFailing, now: day(days) });

describe('the status of a target that watches a domain only', () => {
  it.each<[string, [number, RegistrationAnswer][], string]>([
    ['nothing was heard', [], 'pending'],
    ['only a failure was heard', [[0, failed()]], 'pending'],
    ['one lookup found nothing', [[0, notFound]], 'pending'],
    ['there is no service', [[0, failed('unsupported', 'no-service')]], 'unknown'],
    ['it stands', [[0, ends(300)]], 'up'],
    ['it stands without a date', [[0, notPublished]], 'up'],
    [
      'it stands, and a lookup fails',
      [
        [0, ends(300)],
        [1, failed()],
      ],
      'up',
    ],
    ['it nears its end', [[0, ends(15)]], 'degraded'],
    [
      'its end has passed',
      [
        [0, ends(1)],
        [2, ends(1)],
      ],
      'down',
    ],
    [
      'its registry renewed it',
      [
        [0, ends(1)],
        [2, ends(366, ['autoRenewPeriod'])],
      ],
      'degraded',
    ],
    ['it is on hold', [[0, ends(300, ['clientHold'])]], 'degraded'],
    ['it can be restored', [[0, redemption(null)]], 'down'],
    [
      'it is gone',
      [
        [0, ends(300)],
        [1, notFound],
        [2, notFound],
      ],
      'down',
    ],
    [
      'it was never there',
      [
        [1, notFound],
        [2, notFound],
      ],
      'down',
    ],
  ])('where %s', (_what, answers, status) => {
    expect(statusOf(after(...answers), 2)).toBe(status);
  });

  it('is unknown when lookups fail for long, but an end that was stated stays', () => {
    expect(statusOf(after([0, ends(300)], [1, failed()]), 5, true)).toBe('unknown');
    expect(statusOf(after([0, ends(15)], [1, failed()]), 5, true)).toBe('unknown');
    expect(statusOf(after([0, failed()]), 5, true)).toBe('unknown');
    expect(statusOf(after([0, redemption(null)], [1, failed()]), 5, true)).toBe('down');
  });

  it('follows a date that a person typed in', () => {
    const none = after([0, failed('unsupported', 'no-service')]);
    expect(statusOf(typeInExpiry(none, day(300), day(1)), 1)).toBe('up');
    expect(statusOf(typeInExpiry(none, day(10), day(1)), 1)).toBe('degraded');
    expect(statusOf(typeInExpiry(none, day(-5), day(1)), 1)).toBe('down');
  });
});
