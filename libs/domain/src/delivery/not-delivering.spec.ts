import { expect, it } from 'vitest';
import { notDelivering } from './not-delivering.ts';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000);
const waiting = (...seconds: number[]) => ({
  state: 'pending' as const,
  attempts: seconds.map((one) => ({
    at: at(one),
    outcome: 'retry' as const,
    fact: { is: 'text' as const, text: `at ${one}` },
  })),
});

it('knows of nothing while all is delivered or nothing was tried', () => {
  expect(notDelivering(undefined, [])).toBeNull();
  expect(notDelivering({ failingSince: null }, [waiting()])).toBeNull();
});

it('counts from the first failure, whoever knows of it, and tells the last answer', () => {
  const expected = { since: at(5), because: { is: 'text', text: 'at 40' }, waiting: 2 };
  expect(notDelivering({ failingSince: at(20) }, [waiting(20, 40), waiting(5)])).toEqual(expected);
  expect(notDelivering({ failingSince: at(5) }, [waiting(20, 40), waiting(30)])).toEqual(expected);
});

it('notices one of several addresses, while the channel itself works', () => {
  expect(notDelivering({ failingSince: null }, [waiting(7)])).toEqual({
    ...{ since: at(7), because: { is: 'text', text: 'at 7' }, waiting: 1 },
  });
});

it('says so of a channel that failed with something that waits no more', () => {
  expect(notDelivering({ failingSince: at(3) }, [])).toEqual({
    ...{ since: at(3), because: null, waiting: 0 },
  });
});
