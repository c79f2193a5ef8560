import { describe, expect, it } from 'vitest';
import { describeCause } from '../text/cause.ts';
import { registrationEndCause } from './end-cause.ts';
import { mergeRegistration } from './merge.ts';
import type { RegistrationAnswer } from './schema.ts';
import { newRegistration, type Registration } from './state.ts';
import { registrationWarning } from './step.ts';
import { dated, failed, redemption } from './testing.ts';

const DAY = 86_400_000;
const start = new Date('2026-10-01T00:00:00Z');
const day = (days: number): Date => new Date(start.getTime() + days * DAY);
/** The day of the date: the registry renews by itself on it. */
const END = day(10);
const NEXT = new Date('2027-10-11T00:00:00Z');

type Changes = Parameters<typeof dated>[1];
const says = (date: Date, changes: Changes & { own?: Date } = {}) => {
  const { own, ...rest } = changes;
  const registrarDate = own ? { expiresAt: own, precision: 'instant' as const } : undefined;
  return dated(date.toISOString(), { ...rest, ...(registrarDate && { registrarDate }) });
};
const GRACE = ['autoRenewPeriod'];

function after(...answers: [number, RegistrationAnswer][]): Registration {
  return answers.reduce(
    (state, [days, answer]) => mergeRegistration(state, answer, day(days)),
    newRegistration('example.com'),
  );
}

const unpaid = { expiresAt: END, autoRenewedTo: NEXT, standing: 'expired', outcome: 'expired' };
const renewed = { expiresAt: NEXT, autoRenewedTo: null, standing: 'ok', outcome: 'ok' };

describe('a registry that renews by itself', () => {
  const before: [number, RegistrationAnswer] = [9, says(END, { own: END })];
  const thin: [number, RegistrationAnswer] = [9, says(END)];

  it.each<[string, [number, RegistrationAnswer], Changes & { own?: Date }]>([
    ['its registrar date has passed', before, { own: END }],
    ['it is in its auto-renew grace', thin, { statuses: GRACE }],
    ['it is in its grace, and the registrar date stays', before, { statuses: GRACE, own: END }],
    ['it is on hold by its registrar', thin, { statuses: ['clientHold'] }],
    ['it is on hold by its registry', thin, { statuses: ['ok', 'serverHold'] }],
    ['it is on hold, whatever the registrar says', before, { statuses: ['clientHold'], own: NEXT }],
  ])('does not renew for the holder while %s', (_what, first, changes) => {
    const registration = after(first, [11, says(NEXT, changes)]);
    expect(registration).toMatchObject(unpaid);
    expect(registrationWarning(registration, 14, day(11))).toBe('auto-renewed');
  });

  it.each<[string, [number, RegistrationAnswer], Changes & { own?: Date }]>([
    ['nothing speaks against it', thin, {}],
    ['the registrar date has moved along', before, { own: NEXT }],
    ['that has moved along in the grace period', before, { statuses: GRACE, own: NEXT }],
    ['that has moved along by nearly as much', before, { statuses: GRACE, own: day(370) }],
  ])('is renewed where %s', (_what, first, changes) => {
    const registration = after(first, [11, says(NEXT, changes)]);
    expect(registration).toMatchObject(renewed);
    expect(registrationWarning(registration, 14, day(11))).toBeNull();
  });

  it('is renewed once the registrar date moves, the grace period ends or the hold goes', () => {
    const held = says(NEXT, { statuses: ['clientHold'] });
    const grace = says(NEXT, { statuses: GRACE });
    const paid = says(NEXT, { statuses: GRACE, own: NEXT });
    expect(after(before, [11, says(NEXT, { own: END })], [20, paid])).toMatchObject(renewed);
    expect(after(thin, [11, grace], [20, paid])).toMatchObject(renewed);
    expect(after(thin, [11, grace], [56, says(NEXT)])).toMatchObject(renewed);
    expect(after(thin, [11, held], [20, says(NEXT)])).toMatchObject(renewed);
    // Nobody keeps a registrar date that stays behind for months.
    const stale = says(NEXT, { own: END });
    expect(after(before, [11, stale], [69, stale])).toMatchObject(unpaid);
    expect(after(before, [11, stale], [71, stale])).toMatchObject(renewed);
  });

  it('stays renewed when an answer leaves out that the registrar date moved', () => {
    const paid = says(NEXT, { statuses: GRACE, own: NEXT });
    const registration = after(before, [11, paid], [12, says(NEXT, { statuses: GRACE })]);
    expect(registration).toMatchObject(renewed);
  });

  it('stays unpaid when an answer tells less', () => {
    const less = says(NEXT, { source: 'whois', statuses: [] });
    const first = says(NEXT, { own: END });
    expect(after(before, [11, first], [12, less])).toMatchObject(unpaid);
    expect(after(before, [11, first], [12, says(NEXT)])).toMatchObject(unpaid);
    expect(after(before, [11, first], [12, failed()])).toMatchObject({
      ...unpaid,
      outcome: 'unreachable',
    });
    const grace = says(NEXT, { statuses: GRACE });
    expect(after(thin, [11, grace], [12, less])).toMatchObject(unpaid);
  });

  it('is unpaid also for whoever sees it first in that time', () => {
    expect(after([11, says(NEXT, { statuses: GRACE })])).toMatchObject({
      ...unpaid,
      expiresAt: new Date('2026-10-11T00:00:00Z'),
    });
    expect(after([11, says(NEXT, { own: END })])).toMatchObject({ ...unpaid, dateOf: 'registrar' });
    // By two years somebody has paid, and a hold alone tells nothing of a renewal.
    const twice = dated('2028-10-11T00:00:00Z', { statuses: GRACE });
    expect(after([11, twice])).toMatchObject({ autoRenewedTo: null, standing: 'ok' });
    expect(after([11, says(NEXT, { statuses: ['clientHold'] })])).toMatchObject(renewed);
  });

  it('leaves the date of the holder where it counts, and dates of people aside', () => {
    const early = says(NEXT, { own: day(100) });
    expect(after([1, early])).toMatchObject({ expiresAt: NEXT, registrarExpiresAt: day(100) });
    const after2 = after(before, [11, says(NEXT, { own: END })], [40, redemption(null)]);
    expect(after2).toMatchObject({ standing: 'redemption', expiresAt: END });
  });

  it('says what to do', () => {
    const registration = after(before, [
      11,
      says(NEXT, { own: END, statuses: ['autoRenewPeriod', 'clientHold'] }),
    ]);
    const said = registrationEndCause(registration, 'auto-renewed', {
      now: day(11),
      targetNames: [],
    });
    expect(describeCause(said)).toBe(
      'Paid until 2026-10-11 only: its registry has renewed it by itself until 2027-10-11, its holder has not. It is on hold and does not work. Pay for it at Sample Registrar now; unpaid, it can be given back until 2026-11-25.',
    );
  });
});
