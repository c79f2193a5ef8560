import type { RegistrationStep } from '../alert/registration-step.ts';
import { describe, expect, it } from 'vitest';
import { describeCause } from '../text/cause.ts';
import { registrationEndCause } from './end-cause.ts';
import { typeInExpiry } from './manual.ts';
import { mergeRegistration } from './merge.ts';
import type { RegistrationAnswer } from './schema.ts';
import { newRegistration, type Registration } from './state.ts';
import { dated, failed, notFound, redemption } from './testing.ts';

const DAY = 86_400_000;
const now = new Date('2026-10-01T00:00:00Z');
const inDays = (days: number): Date => new Date(now.getTime() + days * DAY);
const endsIn = (days: number): RegistrationAnswer => dated(inDays(days).toISOString());
const nobody = newRegistration('example.com');
const answered = (answer: RegistrationAnswer, at = now, from = nobody): Registration =>
  mergeRegistration(from, answer, at);
const typed = (days: number): Registration => typeInExpiry(nobody, inDays(days), now);
const silent = (days: number): Registration =>
  answered(failed(), now, answered(endsIn(days), inDays(-9)));
const whois = dated(inDays(3).toISOString(), { source: 'whois', registrar: null });

const ON = ' Target on it: Shop.';

describe('what people are told of a registration', () => {
  it.each<[RegistrationStep, Registration, string]>([
    [
      7,
      answered(endsIn(7)),
      'Expires in 7 days, on 2026-10-08, says the registry (RDAP). Renew it at Sample Registrar.',
    ],
    [3, answered(whois), 'Expires in 3 days, on 2026-10-04, says the registry (WHOIS). Renew it.'],
    [1, typed(0), 'Expires within a day, on 2026-10-01, a date that somebody typed in. Renew it.'],
    [
      'expired',
      answered(endsIn(-2)),
      'Expired on 2026-09-29, says the registry (RDAP). Renew it at Sample Registrar before it is deleted.',
    ],
    [
      'expired',
      typed(-3),
      'Expired on 2026-09-28, a date that somebody typed in. Renew it, or type in its new date.',
    ],
    [
      'redemption',
      answered(redemption('2026-08-01T00:00:00Z')),
      'Deleted, says the registry: only its holder can still get it back (redemption). Its date was 2026-08-01 (RDAP). Ask Sample Registrar for it now.',
    ],
    [
      'pending-delete',
      answered({
        ...redemption(null),
        outcome: 'pending-delete',
        registrar: null,
      } as RegistrationAnswer),
      'About to be free for everybody, says the registry (pending delete). Ask the registrar at once what can still be done.',
    ],
    [
      'not-found',
      answered(notFound),
      'No longer registered, two sources said on two days: anybody can take it now. Ask the registrar at once, or register it anew.',
    ],
    [
      'stale',
      silent(40),
      'Expires in 40 days, on 2026-11-10, says the registry (RDAP). This could not be confirmed for 9 days. No answer. See whether it is renewed at Sample Registrar.',
    ],
    [
      1,
      silent(-3),
      'Was to expire on 2026-09-28, says the registry (RDAP). This could not be confirmed for 9 days. No answer. See whether it is renewed at Sample Registrar.',
    ],
  ])('at %s', (step, registration, words) => {
    const said = registrationEndCause(registration, step, { now, targetNames: ['Shop'] });
    expect(describeCause(said)).toBe(words + ON);
  });

  it.each([
    [[], ''],
    [['Shop', 'Blog', 'API'], ' Targets on it: Shop, Blog, API.'],
    [['Shop', 'Blog', 'API', 'Old', 'New'], ' Targets on it: Shop, Blog, API and 2 more.'],
  ])('names the targets %j', (targetNames, words) => {
    const said = registrationEndCause(answered(endsIn(7)), 7, { now, targetNames });
    expect(describeCause(said)).toMatch(new RegExp(`Sample Registrar\\.${words}$`));
  });

  it('is one safe line whatever a registry calls its registrar', () => {
    const registrar = `Evil\r\nBcc: all\u202e${'x'.repeat(200)}`;
    const said = registrationEndCause(answered(dated(inDays(7).toISOString(), { registrar })), 7, {
      now,
      targetNames: [],
    });
    expect(describeCause(said)).toMatch(/Renew it at Evil Bcc: all x+…\.$/);
  });
});
