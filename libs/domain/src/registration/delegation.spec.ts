import { describe, expect, it } from 'vitest';
import { describeCause } from '../text/cause.ts';
import { registrationEndCause } from './end-cause.ts';
import { registrationChanges } from './changes.ts';
import { followDelegation, type SeenDelegation } from './delegation.ts';
import { mergeRegistration } from './merge.ts';
import { nextLookupAt } from './next-lookup.ts';
import { newRegistration, type Registration } from './state.ts';
import { isBetterAgain, registrationSeverity, registrationWarning } from './step.ts';
import { registrationStatus } from './target-status.ts';
import { dated, failed } from './testing.ts';

const HOUR = 3_600_000;
const start = new Date('2026-10-01T00:00:00Z');
const at = (hours: number): Date => new Date(start.getTime() + hours * HOUR);

/** Lookups, each an hour after the one before it. */
function after(
  ...seen: (SeenDelegation | `failed, ${SeenDelegation}` | undefined | 'failed')[]
): Registration {
  return seen.reduce<Registration>((state, one, index) => {
    const found = (['alive', 'gone'] as const).find((delegation) => one?.endsWith(delegation));
    const delegation = found ? { delegation: found } : {};
    const answer = one?.startsWith('failed')
      ? { ...failed(), ...delegation }
      : dated('2027-10-01T00:00:00Z', delegation);
    return mergeRegistration(state, answer, at(index));
  }, newRegistration('example.com'));
}
const stepOf = (registration: Registration) => registrationWarning(registration, 14, at(9));

describe('the delegation of a domain', () => {
  it.each<[string, Parameters<typeof after>]>([
    ['it is there', ['alive', 'alive']],
    ['it is not seen once', ['alive', 'gone']],
    ['it comes back in between', ['alive', 'gone', 'alive', 'gone']],
    ['it was never there', ['gone', 'gone', 'gone']],
    ['the DNS does not say', ['alive', undefined, undefined]],
    ['one lookup finds it gone, and the others fail', ['alive', 'gone', 'failed', 'failed']],
  ])('is no matter where %s', (_what, seen) => {
    expect(stepOf(after(...seen))).toBeNull();
  });

  it('is lost once two lookups have not found it, whatever comes in between', () => {
    for (const seen of [
      ['alive', 'gone', 'gone'],
      ['alive', 'gone', undefined, 'failed', 'gone'],
    ] as const) {
      const registration = after(...seen);
      expect(stepOf(registration)).toBe('undelegated');
      const circumstances = { threshold: 14, isFailing: false, now: at(9) };
      expect(registrationStatus(registration, circumstances)).toBe('down');
    }
    expect(registrationSeverity('undelegated')).toBe('critical');
  });

  it('is followed also while its registry does not answer', () => {
    const back = ['alive', 'gone', 'gone', 'failed, alive'] as const;
    expect(stepOf(after(...back))).toBeNull();
    const lost = ['failed, alive', 'failed, gone', 'failed, gone'] as const;
    expect(stepOf(after(...lost))).toBe('undelegated');
  });

  it('is not lost by two lookups that follow each other at once', () => {
    const alive = followDelegation(null, 'alive', at(0));
    const once = followDelegation(alive, 'gone', at(1));
    expect(followDelegation(once, 'gone', at(1.1))).toMatchObject({
      goneSince: at(1),
      lostAt: null,
    });
  });

  it('is looked for again an hour later, and then daily', () => {
    const doubtful = after('alive', 'gone');
    expect(nextLookupAt(doubtful, at(1))).toEqual(at(2));
    expect(Number(nextLookupAt(after('alive', 'gone', 'gone'), at(2)))).toBeGreaterThan(
      Number(at(25)),
    );
  });

  it('is well again when it is seen, and both are changes', () => {
    const [alive, lost, back] = [
      after('alive', 'gone'),
      after('alive', 'gone', 'gone'),
      after('alive', 'gone', 'gone', 'alive'),
    ];
    expect(registrationChanges(alive, lost)).toEqual([
      { kind: 'delegation', from: 'alive', to: 'gone' },
    ]);
    expect(registrationChanges(lost, back)).toEqual([
      { kind: 'delegation', from: 'gone', to: 'alive' },
    ]);
    expect(stepOf(back)).toBeNull();
    expect(isBetterAgain(7, 'undelegated')).toBe(true);
    expect(isBetterAgain('redemption', 'undelegated')).toBe(false);
  });

  it('says what is wrong, and what to do', () => {
    const registration = after('alive', 'gone', 'gone');
    expect(
      describeCause(
        registrationEndCause(registration, 'undelegated', { now: at(9), targetNames: [] }),
      ),
    ).toBe(
      'Not in the DNS any more since 2026-10-01: its registry has no delegation for it, and no name below it works. It is registered until 2027-10-01 (RDAP). Ask Sample Registrar for it now.',
    );
  });
});
