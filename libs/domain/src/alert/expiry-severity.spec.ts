import { expect, it } from 'vitest';
import { expirySeverity, isLaterStep } from './expiry-severity.ts';
import { expirySteps } from './expiry-step.ts';

it('gets worse from threshold to threshold', () => {
  expect(expirySteps(14).map(expirySeverity)).toEqual([
    'warning',
    'warning',
    'high',
    'critical',
    'critical',
  ]);
});

it.each([
  [7, 14, true],
  ['expired', 1, true],
  [7, 7, false],
  [14, 7, false],
  ['expired', 'expired', false],
] as const)('%s comes after %s: %s', (step, than, expected) => {
  expect(isLaterStep(step, than)).toBe(expected);
});
