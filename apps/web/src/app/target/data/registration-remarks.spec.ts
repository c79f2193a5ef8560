import { newRegistration, type RegistrationSource } from '@app/domain';
import { typeInExpiry } from '@app/domain/registration';
import { describe, expect, it } from 'vitest';
import { aRegistration, minutesAgo, noRegistration } from '../../../testing/samples';
import { canTypeIn, registrationRemarks } from './registration-remarks';

const remarks = (change: Parameters<typeof aRegistration>[1]): string[] =>
  registrationRemarks(aRegistration(90, change), () => '3 Mar').map(
    ({ tone, text }) => `${tone}: ${text}`,
  );

const failure = { class: 'timeout' as const, message: 'The registry did not answer in time.' };

describe('registrationRemarks', () => {
  it('has nothing to say of a domain in order', () => {
    expect(remarks({})).toEqual([]);
  });

  it.each([
    [{ standing: 'redemption' as const }, /^down: .*registrar can still restore it/],
    [{ standing: 'pending-delete' as const }, /^down: .*anybody can register/],
    [{ standing: 'expired' as const }, /^down: .*has expired/],
    [{ standing: 'not-found' as const, outcome: 'not-found' as const }, /^down: .*not registered/],
    [{ outcome: 'not-found' as const }, /^degraded: .*once a second lookup/],
    [{ standing: 'not-published' as const, source: null }, /^soft: .*no date.*\. Enter/],
    [{ standing: 'not-published' as const, source: 'manual' as const }, /^soft: .*no date[^.]*\.$/],
    [{ doubtedDate: new Date('2026-12-01T12:00:00Z') }, /^degraded: .*1 Dec 2026\. It counts once/],
    [
      { standing: 'expired' as const, autoRenewedTo: new Date('2027-12-01T12:00:00Z') },
      /^down: .*automatically until 1 Dec 2027, but the holder has not/,
    ],
    [{ lookupEveryDays: 7 }, /^soft: Looked up every 7 days/],
    [{ isStale: true }, /^degraded: .*since 3 Mar/],
    [{ failure, failingSince: minutesAgo(9) }, /^degraded: .*since 3 Mar\. The registry did not/],
    [{ failure }, /^soft: The registry did not answer in time\.$/],
    [{ failure, outcome: 'unsupported' as const }, /^soft: The registry did not[^.]*\.$/],
    [{ failure, outcome: 'unsupported' as const, source: null }, /^soft: .*\. Enter the date/],
  ])('says of %o', (change, sentence) => {
    const said = remarks(change);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(sentence);
  });

  it('puts what is wrong with the domain before what is wrong with the lookup', () => {
    const said = remarks({ standing: 'redemption', isStale: true, failure });
    expect(said.map((one) => one.split(':')[0])).toEqual(['down', 'degraded', 'soft']);
  });

  it('says why a host has no registration', () => {
    const said = registrationRemarks(noRegistration('10.0.0.1 is an IP address.'), String);
    expect(said).toEqual([{ tone: 'soft', text: '10.0.0.1 is an IP address.' }]);
  });
});

describe('canTypeIn', () => {
  const now = new Date('2026-03-15T12:00:00Z');
  const ago = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

  it.each<[RegistrationSource | null, number]>([
    [null, 0],
    ['manual', 1],
    ['manual', 30],
    ['rdap', 1],
    ['whois', 7],
    ['rdap', 8],
  ])('with a date from %s that is %i days old is what the domain does with it', (source, days) => {
    const known = {
      ...newRegistration('example.com'),
      source,
      confirmedAt: source && ago(days),
      expiresAt: source && ago(-200),
    };
    const isTaken = typeInExpiry(known, ago(-100), now).source === 'manual';
    expect(canTypeIn({ ...known, name: known.domain }, now)).toBe(isTaken);
  });

  it('is not offered where there is no registration', () => {
    expect(canTypeIn({ name: null, source: null, confirmedAt: null }, now)).toBe(false);
  });
});
