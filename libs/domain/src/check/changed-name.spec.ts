import { describe, expect, it } from 'vitest';
import { describeFailure } from '../text/failure.ts';
import { asChangedName, ledElsewhere } from './changed-name.ts';
import { NO_PHASES, type Failure } from './schema.ts';

const isAllowed = (address: string): boolean => !address.startsWith('10.');
const seen = (address: string | null, failure: Failure | null = null) => ({
  address,
  failure,
});
const DENIED: Failure = {
  class: 'dns',
  code: 'EGRESS_DENIED',
  fact: { is: 'changed-name', why: '' },
};

describe('ledElsewhere', () => {
  it.each([
    ['an address that is still allowed was reached', [seen(null), seen('93.184.216.34')], true],
    ['it was judged so already', [seen(null, DENIED)], true],
    ['nothing was ever reached', [seen(null), seen(null)], false],
    ['only the policy changed', [seen('10.0.0.5')], false],
  ] as const)('%s', (_what, recent, expected) => {
    expect(ledElsewhere(recent, isAllowed)).toBe(expected);
  });
});

it('asChangedName makes a failure of the site of it and keeps the reason', () => {
  const denied = {
    outcome: 'inconclusive',
    statusCode: null,
    latencyMs: null,
    phases: NO_PHASES,
    address: null,
    attempts: 0,
    failure: {
      class: 'egress',
      code: 'EGRESS_PRIVATE',
      fact: {
        is: 'egress',
        denial: {
          is: 'private',
          mode: 'public-only',
          name: 'shop.example',
          host: '10.0.0.5',
          range: 'private',
          cidr: '10.0.0.0/8',
        },
      },
    },
  } as const;
  const failed = asChangedName(denied);
  expect(failed).toMatchObject({ outcome: 'failed', failure: { class: 'dns' } });
  expect(failed.failure && describeFailure(failed.failure)).toMatch(
    /hijacked.*sinkhole.*shop\.example resolves to 10\.0\.0\.5\./,
  );
});
