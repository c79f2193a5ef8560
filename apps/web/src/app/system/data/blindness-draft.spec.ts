import { DEFAULT_SETTINGS } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { blindnessDraftOf, blindnessIssues, blindnessOf } from './blindness-draft';

const known = { ...DEFAULT_SETTINGS.blindness, share: 0.333 };

describe('the draft of blindness', () => {
  it('shows the share in percent, and gives it back as it was', () => {
    const draft = blindnessDraftOf(known);
    expect(draft).toEqual({ percent: 33, atLeast: 3, afterSeconds: 120 });
    expect(blindnessOf(draft, known)).toEqual(known);
  });

  it.each([null, 0, 7.5, 101])('refuses a share of %s percent', (percent) => {
    const issues = blindnessIssues({ ...blindnessDraftOf(known), percent });
    expect(issues.map(({ path }) => path)).toEqual(['percent']);
  });

  it('refuses what the contract refuses', () => {
    const issues = blindnessIssues({ percent: 20, atLeast: 0, afterSeconds: null });
    expect(issues.map(({ message }) => message)).toEqual(['At least 1.', 'Enter a whole number.']);
  });

  it('takes another share', () => {
    expect(blindnessOf({ ...blindnessDraftOf(known), percent: 7 }, known).share).toBe(0.07);
  });
});
