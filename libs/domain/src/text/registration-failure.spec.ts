import { describe, expect, it } from 'vitest';
import type { RegistrationFailureFact } from '../check/registration-failure.ts';
import { describeRegistrationFailure } from './registration-failure.ts';

const server = 'whois.example';

describe('why a lookup failed', () => {
  it.each<[RegistrationFailureFact, string]>([
    [{ is: 'text', text: 'Old.' }, 'Old.'],
    [
      { is: 'denied', server, why: 'It is private.' },
      'The way to whois.example is refused. It is private.',
    ],
    [{ is: 'no-connection', server }, 'The connection to whois.example failed.'],
    [
      { is: 'no-connection', server, code: 'ECONNRESET' },
      'The connection to whois.example failed (ECONNRESET).',
    ],
    [
      { is: 'unusable-date', server, why: 'ambiguous' },
      'The expiry date in the answer of whois.example could mean two dates, and no rule of this registry decides; the last known date stays.',
    ],
    [
      { is: 'long-past', server: null, expiresAt: new Date('2020-01-02T03:04:05Z') },
      'The registry gives 2020-01-02 as the expiry of a domain that is in use; the date is not believed.',
    ],
    [
      { is: 'too-many', server },
      'whois.example answers no more questions for a while: too many were asked.',
    ],
    [
      { is: 'too-many', server, status: 429 },
      'whois.example answers no more questions for a while: too many were asked (HTTP 429).',
    ],
    [
      { is: 'withheld', server, domain: 'shop.example', words: 'reserved' },
      'whois.example says that shop.example is not to be had: reserved.',
    ],
    [
      { is: 'contradicted', server: null, domain: 'shop.example' },
      'A service does not know shop.example, but it is delegated in the DNS; what is known of it stays.',
    ],
  ])('%o', (fact, sentence) => {
    expect(describeRegistrationFailure({ fact })).toBe(sentence);
  });

  it('has no words of its own where a newer version stored it', () => {
    const fact = JSON.parse('{"is":"newer"}') as RegistrationFailureFact;
    expect(describeRegistrationFailure({ fact })).toBe('The lookup failed.');
  });
});
