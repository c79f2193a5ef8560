import { describe, expect, it } from 'vitest';
import { registrationChanges } from './changes.ts';
import { mergeRegistration } from './merge.ts';
import type { RegistrationAnswer } from './schema.ts';
import { newRegistration, type Registration } from './state.ts';
import { dated, failed, notFound, redemption } from './testing.ts';

const HOUR = 3_600_000;
const start = new Date('2026-10-01T00:00:00Z');
const first = dated('2027-03-15T04:00:00Z', {
  statuses: ['clientTransferProhibited'],
  nameServers: ['ns1.example.net', 'ns2.example.net'],
});
const known = mergeRegistration(newRegistration('example.com'), first, start);

const next = (answer: RegistrationAnswer, from = known, hours = 24): Registration =>
  mergeRegistration(from, answer, new Date(start.getTime() + hours * HOUR));

describe('registrationChanges', () => {
  it('knows none for the first answer, a repeated one, another order or a failure', () => {
    expect(registrationChanges(newRegistration('example.com'), known)).toEqual([]);
    expect(registrationChanges(known, next(first))).toEqual([]);
    expect(
      registrationChanges(
        known,
        next({
          ...first,
          nameServers: ['ns2.example.net', 'ns1.example.net'],
        } as RegistrationAnswer),
      ),
    ).toEqual([]);
    expect(registrationChanges(known, next(failed()))).toEqual([]);
    expect(registrationChanges(known, next(notFound))).toEqual([]);
  });

  it.each([
    [
      'renewal',
      dated('2028-03-15T04:00:00Z', { statuses: [], nameServers: [] }),
      [
        {
          kind: 'renewed',
          from: new Date('2027-03-15T04:00:00Z'),
          to: new Date('2028-03-15T04:00:00Z'),
        },
      ],
    ],
    [
      'transfer',
      { ...first, registrar: 'Other Registrar' },
      [{ kind: 'registrar', from: 'Sample Registrar', to: 'Other Registrar' }],
    ],
    [
      'hold',
      { ...first, statuses: ['clientHold', 'clientTransferProhibited'] },
      [{ kind: 'statuses', added: ['clientHold'], removed: [] }],
    ],
    [
      'move',
      { ...first, nameServers: ['ns2.example.net', 'ns9.example.org'] },
      [{ kind: 'name-servers', added: ['ns9.example.org'], removed: ['ns1.example.net'] }],
    ],
  ])('tells a %s', (_what, answer, changes) => {
    expect(registrationChanges(known, next(answer))).toEqual(changes);
  });

  it('tells the end of a domain, also after failures, and its absence only when it is confirmed', () => {
    const ended = next(redemption(null), next(failed(), known, 24), 48);
    const end = { kind: 'standing', from: 'ok', to: 'redemption' };
    expect(registrationChanges(next(failed()), ended)).toContainEqual(end);
    const once = next(notFound);
    const twice = next(notFound, once, 48);
    expect(registrationChanges(once, twice)).toEqual([
      { kind: 'standing', from: 'ok', to: 'not-found' },
    ]);
  });
});
