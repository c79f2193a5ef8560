import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typeInExpiry } from './manual.ts';
import { mergeRegistration } from './merge.ts';
import type { RegistrationAnswer } from './schema.ts';
import { newRegistration, Registration } from './state.ts';
import { dated, failed, notFound, notPublished, redemption, reply } from './testing.ts';

const HOUR = 3_600_000;
const start = new Date('2026-10-01T00:00:00Z');
const at = (hours: number): Date => new Date(start.getTime() + hours * HOUR);

/** What is believed after these answers, one a day unless times (in hours) are given. */
function after(...answers: (RegistrationAnswer | [number, RegistrationAnswer])[]): Registration {
  return answers.reduce<Registration>((state, one, index) => {
    const [hours, answer] = Array.isArray(one) ? one : [index * 24, one];
    return mergeRegistration(state, answer, at(hours));
  }, newRegistration('example.com'));
}

describe('a failure', () => {
  it.each([
    failed('unreachable'),
    failed('rate-limited', 'rate-limit'),
    failed('unsupported', 'refused'),
  ])('$outcome keeps date and facts', (failure) => {
    expect(after(dated('2027-03-15T04:00:00Z'), failure)).toMatchObject({
      outcome: failure.outcome,
      expiresAt: new Date('2027-03-15T04:00:00Z'),
      confirmedAt: start,
      registrar: 'Sample Registrar',
      nameServers: ['ns1.example.net'],
      failure: failure.failure,
    });
  });

  it('is counted until an answer comes', () => {
    const failing = after(failed(), failed(), failed());
    expect(failing).toMatchObject({ failures: 3, failingSince: start });
    const recovered = mergeRegistration(failing, notPublished, at(80));
    expect(recovered).toMatchObject({ failures: 0, failingSince: null, failure: null });
  });

  it('of our own pace changes nothing but the time of the next lookup', () => {
    const before = after(dated('2027-03-15T04:00:00Z'));
    const put = mergeRegistration(before, failed('rate-limited', 'throttled', at(30)), at(24));
    expect(put).toEqual({ ...before, retryAt: at(30) });
  });
});

describe('"no such domain"', () => {
  it('is believed only when it is repeated 20 hours later', () => {
    expect(after(notFound).absence).toEqual({ since: start, confirmedAt: null });
    expect(after([0, notFound], [19, notFound]).absence?.confirmedAt).toBeNull();
    expect(after([0, notFound], [20, notFound]).absence?.confirmedAt).toEqual(at(20));
    const unsure = after([0, notFound], [10, failed()], [21, notFound]);
    expect(unsure.absence?.confirmedAt).toEqual(at(21));
  });

  it('is forgotten when the domain is found again', () => {
    expect(after([0, notFound], [20, dated('2027-03-15T04:00:00Z')], [40, notFound])).toMatchObject(
      {
        absence: { since: at(40), confirmedAt: null },
        expiresAt: new Date('2027-03-15T04:00:00Z'),
      },
    );
  });
});

describe('an earlier date', () => {
  const late = dated('2027-03-15T04:00:00Z');
  const early = dated('2026-12-01T00:00:00Z');

  it('is doubted once and believed the second time', () => {
    expect(after(late, early)).toMatchObject({
      expiresAt: new Date('2027-03-15T04:00:00Z'),
      doubt: { expiresAt: new Date('2026-12-01T00:00:00Z') },
    });
    expect(after(late, early, early)).toMatchObject({
      expiresAt: new Date('2026-12-01T00:00:00Z'),
      doubt: null,
    });
    expect(after(late, early, late)).toMatchObject({
      expiresAt: new Date('2027-03-15T04:00:00Z'),
      doubt: null,
    });
  });

  it('in the past does not mean expired until it is repeated', () => {
    const past = dated('2026-09-01T00:00:00Z', { outcome: 'expired' });
    expect(after(late, past).outcome).toBe('ok');
    expect(after(late, past, past).outcome).toBe('expired');
  });

  it('that is the same day keeps the stored value, because alerts are told once per date', () => {
    const whois = dated('2027-03-15T12:00:00Z', { precision: 'day', source: 'whois' });
    expect(after(late, whois)).toMatchObject({
      expiresAt: new Date('2027-03-15T04:00:00Z'),
      precision: 'instant',
      confirmedAt: at(24),
    });
    expect(after(whois, late)).toMatchObject({
      expiresAt: new Date('2027-03-15T04:00:00Z'),
      precision: 'instant',
    });
  });
});

describe('the outcome', () => {
  it('is expired when the date has passed everywhere', () => {
    expect(after(dated('2026-09-30T00:00:00Z')).outcome).toBe('expired');
    expect(after(dated('2026-09-30T12:00:00Z', { precision: 'day' })).outcome).toBe('ok');
    expect(after(dated('2026-09-29T12:00:00Z', { precision: 'day' })).outcome).toBe('expired');
  });

  it('is the end of life at once, even without a date', () => {
    expect(after(dated('2027-03-15T04:00:00Z'), redemption(null))).toMatchObject({
      outcome: 'redemption',
      expiresAt: new Date('2027-03-15T04:00:00Z'),
      statuses: ['redemptionPeriod'],
    });
  });
});

describe('a typed-in date', () => {
  const day = new Date('2027-05-05T00:00:00Z');
  const noon = new Date('2027-05-05T12:00:00Z');

  it('fills the gap and is shown as such', () => {
    const manual = typeInExpiry(after(notPublished), day, at(1));
    expect(manual).toMatchObject({ expiresAt: noon, source: 'manual', outcome: 'not-published' });
    expect(mergeRegistration(manual, notPublished, at(24)).expiresAt).toEqual(noon);
    expect(typeInExpiry(manual, null, at(2))).toMatchObject({ expiresAt: null, source: null });
  });

  it('gives way to a registry, also to an earlier date', () => {
    const manual = typeInExpiry(after(notPublished), day, at(1));
    const answered = mergeRegistration(manual, dated('2027-01-01T00:00:00Z'), at(24));
    expect(answered).toMatchObject({ expiresAt: new Date('2027-01-01T00:00:00Z'), source: 'rdap' });
  });

  it('replaces a date that has not been confirmed for a week, never a fresh one', () => {
    const known = after(dated('2027-03-15T04:00:00Z'));
    expect(typeInExpiry(known, day, at(7 * 24)).source).toBe('rdap');
    expect(typeInExpiry(known, day, at(7 * 24 + 1)).source).toBe('manual');
    expect(typeInExpiry(known, null, at(7 * 24 + 1)).source).toBe('rdap');
  });
});

describe('what was heard', () => {
  const said = [reply('Expiry Date: soon')];
  const late = dated('2027-03-15T04:00:00Z');

  it.each<[string, RegistrationAnswer]>([
    ['fails', { ...failed('unreachable', 'implausible'), replies: said }],
    ['gives an earlier date', dated('2026-12-01T00:00:00Z', { replies: said })],
    ['finds no domain', { ...notFound, replies: said }],
    ['finds no date', { ...notPublished, replies: said }],
  ])('is kept where a lookup %s, until one states the date', (_what, answer) => {
    const unsure = after(late, answer);
    expect(unsure.replies).toEqual(said);
    const put = mergeRegistration(unsure, failed('rate-limited', 'throttled', at(50)), at(48));
    expect(put.replies).toEqual(said);
    const half = { ...failed('rate-limited', 'throttled', at(50)), replies: [reply('Half.')] };
    expect(mergeRegistration(put, half, at(49)).replies).toEqual([reply('Half.')]);
    const again = mergeRegistration(put, { ...failed(), replies: [reply('Busy.')] }, at(50));
    expect(again.replies).toEqual([reply('Busy.')]);
    const sure = { ...late, replies: [reply('The date.')] };
    expect(mergeRegistration(again, sure, at(72)).replies).toEqual([]);
  });
});

describe('any sequence of answers', () => {
  const answer = fc.oneof(
    fc
      .date({ min: new Date('2025-11-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => dated(date.toISOString())),
    fc.constantFrom(
      notFound,
      notPublished,
      redemption(null),
      failed(),
      failed('unsupported', 'refused'),
    ),
  );

  it('never loses a date, never calls a domain expired or gone on the word of a failure', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), answer)), (steps) => {
        let state = newRegistration('example.com');
        let hours = 0;
        for (const [wait, one] of steps) {
          hours += wait;
          const next = mergeRegistration(state, one, at(hours));
          expect(() => Registration.parse(next)).not.toThrow();
          if (state.expiresAt) expect(next.expiresAt).not.toBeNull();
          if ('failure' in one) {
            expect(next.expiresAt).toEqual(state.expiresAt);
            expect(next.outcome).toBe(one.outcome);
          }
          if (next.absence?.confirmedAt && !state.absence?.confirmedAt) {
            expect(state.absence?.since).toBeDefined();
          }
          state = next;
        }
      }),
    );
  });
});
