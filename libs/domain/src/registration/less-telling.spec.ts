import { describe, expect, it } from 'vitest';
import { mergeRegistration } from './merge.ts';
import type { RegistrationAnswer } from './schema.ts';
import { newRegistration, type Registration } from './state.ts';
import { registrationWarning } from './step.ts';
import { dated, failed, notFound, notPublished, redemption } from './testing.ts';

const DAY = 86_400_000;
const start = new Date('2026-10-01T00:00:00Z');
const day = (days: number): Date => new Date(start.getTime() + days * DAY);

/** What is believed after these answers, one a day unless days are given. */
function after(...answers: (RegistrationAnswer | [number, RegistrationAnswer])[]): Registration {
  return answers.reduce<Registration>((state, one, index) => {
    const [days, answer] = Array.isArray(one) ? one : [index, one];
    return mergeRegistration(state, answer, day(days));
  }, newRegistration('example.com'));
}

const PAST = '2026-08-20T00:00:00Z';
const LATER = '2027-08-20T00:00:00Z';
const whois = { source: 'whois' } as const;
const silent = { ...notPublished, ...whois, statuses: [] };
const pendingDelete = {
  ...redemption(null),
  outcome: 'pending-delete',
  statuses: ['pendingDelete'],
} as RegistrationAnswer;

describe('an end of life', () => {
  it.each<[string, RegistrationAnswer]>([
    ['says nothing of it', silent],
    ['says nothing but a date', dated(LATER, { statuses: [] })],
    ['says nothing but a date, over WHOIS', dated(LATER, { ...whois, statuses: [] })],
    ['is of a lesser service', dated(LATER, { ...whois, statuses: ['ok'] })],
    ['is a failure', failed()],
    ['is the word of one service', { ...notFound, witnesses: ['rdap'] } as RegistrationAnswer],
  ])('stays where an answer %s', (_what, answer) => {
    const registration = after(redemption(PAST), answer);
    expect(registration).toMatchObject({ standing: 'redemption', statuses: ['redemptionPeriod'] });
    expect(registration.statusesAt).toEqual(start);
    expect(registrationWarning(registration, 14, day(1))).toBe('redemption');
  });

  it('is over once a service that is as good states another status', () => {
    expect(after(redemption(PAST), dated(LATER)).standing).toBe('ok');
    expect(after(redemption(PAST), notPublished).standing).toBe('expired');
    expect(after(redemption(null), notPublished).standing).toBe('not-published');
    const byWhois = { ...redemption(PAST), ...whois } as RegistrationAnswer;
    expect(after(byWhois, dated(LATER, whois)).standing).toBe('ok');
    // A better service may be gone for good.
    expect(after(redemption(PAST), [8, dated(LATER, whois)]).standing).toBe('ok');
  });

  it('becomes worse on the word of any service', () => {
    expect(after(dated(LATER), { ...redemption(null), ...whois })).toMatchObject({
      standing: 'redemption',
      statuses: ['redemptionPeriod'],
    });
    expect(after(redemption(null), { ...pendingDelete, ...whois }).standing).toBe('pending-delete');
    expect(after(pendingDelete, { ...redemption(null), ...whois }).standing).toBe('pending-delete');
  });
});

describe('a date', () => {
  it('is not moved out by a lesser service while the better one has just stated it', () => {
    const over = dated(PAST, { outcome: 'expired' });
    expect(after(over, dated(LATER, whois))).toMatchObject({
      expiresAt: new Date(PAST),
      standing: 'expired',
      source: 'rdap',
      confirmedAt: start,
    });
    expect(after(over, [8, dated(LATER, whois)])).toMatchObject({ expiresAt: new Date(LATER) });
    expect(after(dated(PAST, whois), dated(LATER, whois)).standing).toBe('ok');
    expect(after(over, dated(LATER)).standing).toBe('ok');
  });

  it('goes on to say what the domain is where an answer leaves it out', () => {
    expect(after(dated(PAST), silent)).toMatchObject({
      outcome: 'not-published',
      standing: 'expired',
    });
    expect(after(dated(LATER), silent)).toMatchObject({ outcome: 'not-published', standing: 'ok' });
  });
});

describe('"no such domain"', () => {
  const alone = { ...notFound, witnesses: ['rdap'] } as RegistrationAnswer;

  it('is not believed of one service, however often it says so', () => {
    const registration = after(dated(LATER), alone, alone, alone);
    expect(registration).toMatchObject({
      outcome: 'not-found',
      standing: 'ok',
      absence: { since: day(1), confirmedAt: null },
    });
    expect(registrationWarning(registration, 14, day(3))).toBeNull();
    expect(after(dated(LATER), alone, notFound).standing).toBe('not-found');
  });

  it('of a name that was never registered is shown and not warned of', () => {
    const registration = after(notFound, notFound);
    expect(registration.standing).toBe('not-found');
    expect(registrationWarning(registration, 14, day(1))).toBeNull();
    const lost = after(dated(LATER), notFound, notFound);
    expect(registrationWarning(lost, 14, day(2))).toBe('not-found');
  });
});
