import { describe, expect, it } from 'vitest';
import type { RegistrationStep } from '../alert/registration-step.ts';
import { mergeRegistration } from './merge.ts';
import type { RegistrationAnswer } from './schema.ts';
import { newRegistration, type Registration } from './state.ts';
import {
  hasEnded,
  isEndOfLife,
  isLaterRegistrationStep,
  registrationSeverity,
  registrationWarning,
} from './step.ts';
import { dated, failed, notFound, notPublished, redemption } from './testing.ts';

const DAY = 86_400_000;
const now = new Date('2026-10-01T00:00:00Z');
const inDays = (days: number): Date => new Date(now.getTime() + days * DAY);

/** What is believed today after answers on days that are past. */
const after = (...answers: [number, RegistrationAnswer][]): Registration =>
  answers.reduce(
    (state, [days, answer]) => mergeRegistration(state, answer, inDays(-days)),
    newRegistration('example.com'),
  );
const endsIn = (days: number): RegistrationAnswer => dated(inDays(days).toISOString());
const pendingDelete = { ...redemption(null), outcome: 'pending-delete' } as RegistrationAnswer;

const ORDER: RegistrationStep[] = [
  'stale',
  30,
  14,
  7,
  3,
  1,
  'expired',
  'redemption',
  'pending-delete',
  'not-found',
];

describe('the steps of a registration', () => {
  it('get worse in their order', () => {
    for (const [i, step] of ORDER.entries()) {
      for (const [k, than] of ORDER.entries()) {
        expect(isLaterRegistrationStep(step, than), `${step} after ${than}`).toBe(i > k);
      }
    }
    expect(ORDER.filter(hasEnded)).toEqual(ORDER.slice(6));
    expect(ORDER.filter(isEndOfLife)).toEqual(ORDER.slice(7));
  });

  it('are the more severe the later they are', () => {
    const severities = ORDER.map(registrationSeverity);
    expect(severities.slice(0, 4)).toEqual(Array(4).fill('warning'));
    expect(severities.slice(4)).toEqual(['high', ...Array<string>(5).fill('critical')]);
  });
});

describe('registrationWarning', () => {
  it.each<[string, Registration, RegistrationStep | null]>([
    ['far away', after([0, endsIn(15)]), null],
    ['never looked up', newRegistration('example.com'), null],
    ['never answered', after([9, failed()], [0, failed()]), null],
    ['near', after([0, endsIn(14)]), 14],
    ['expired', after([0, endsIn(-1)]), 'expired'],
    ['no date published', after([0, notPublished]), null],
    ['in redemption, no date', after([0, redemption(null)]), 'redemption'],
    ['in redemption, date far away', after([1, endsIn(300)], [0, redemption(null)]), 'redemption'],
    [
      'in redemption, lookups fail since',
      after([9, redemption(null)], [0, failed()]),
      'redemption',
    ],
    ['pending delete', after([0, pendingDelete]), 'pending-delete'],
    ['not found once', after([1, endsIn(300)], [0, notFound]), null],
    ['not found twice', after([2, endsIn(300)], [1, notFound], [0, notFound]), 'not-found'],
    ['found again', after([2, notFound], [1, notFound], [0, endsIn(300)]), null],
    ['unconfirmed for 8 days, 45 left', after([8, endsIn(45)], [0, failed()]), 'stale'],
    ['unconfirmed for 8 days, 46 left', after([8, endsIn(46)], [0, failed()]), null],
    ['unconfirmed for 7 days', after([7, endsIn(30)], [0, failed()]), null],
    ['unconfirmed, but near', after([8, endsIn(7)], [0, failed()]), 7],
    ['unconfirmed and past', after([8, endsIn(-3)], [0, failed()]), 1],
  ])('%s', (_what, registration, step) => {
    expect(registrationWarning(registration, 14, now)).toBe(step);
  });

  it('never says expired on the word of a failure', () => {
    const known = after([2, endsIn(-1)]);
    expect(registrationWarning(known, 14, inDays(-2))).toBe(1);
    for (const failure of [failed(), failed('rate-limited', 'rate-limit'), failed('unsupported')]) {
      const believed = mergeRegistration(known, failure, now);
      expect(registrationWarning(believed, 14, now)).toBe(1);
    }
  });
});
