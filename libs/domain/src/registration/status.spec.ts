import { describe, expect, it } from 'vitest';
import { eppStatus, lifecycleOf } from './status.ts';

describe('eppStatus', () => {
  it.each([
    ['client transfer prohibited', 'clientTransferProhibited'],
    [
      'clientTransferProhibited https://icann.org/epp#clientTransferProhibited',
      'clientTransferProhibited',
    ],
    ['clientHold', 'clientHold'],
    ['redemption period', 'redemptionPeriod'],
    ['active', 'ok'],
    ['ACTIVE', 'ok'],
    ['OK', 'ok'],
    ['ok (paid and in zone)', 'ok'],
    ['pending delete', 'pendingDelete'],
    ['auto renew period', 'autoRenewPeriod'],
    ['constructor', 'constructor'],
    ['', ''],
  ])('%s: %s', (text, code) => {
    expect(eppStatus(text)).toBe(code);
  });
});

describe('lifecycleOf', () => {
  it.each([
    [['ok'], null],
    [['autoRenewPeriod'], null],
    [['pendingDelete'], 'pending-delete'],
    [['pendingDelete', 'redemptionPeriod'], 'redemption'],
    [['pendingRestore'], 'redemption'],
    [['inQuarantine'], 'redemption'],
    [['serverHold', 'deleteCandidate'], 'pending-delete'],
    [['pendingRelease'], 'pending-delete'],
    [['pendingPurge'], 'pending-delete'],
    [['clientDeleteProhibited'], null],
  ])('%j: %s', (statuses, outcome) => {
    expect(lifecycleOf(statuses)).toBe(outcome);
  });
});
