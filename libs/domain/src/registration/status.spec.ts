import { describe, expect, it } from 'vitest';
import { eppStatus, lifecycleOf, statusesOfText } from './status.ts';

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

describe('statusesOfText', () => {
  it.each([
    ['pendingDelete / redemptionPeriod', ['pendingDelete', 'redemptionPeriod']],
    ['pendingDelete/redemptionPeriod', ['pendingDelete', 'redemptionPeriod']],
    ['ok/hold', ['ok', 'hold']],
    ['inactive / clientHold', ['inactive', 'clientHold']],
    ['ok, autoRenewPeriod', ['ok', 'autoRenewPeriod']],
    ['clientHold,serverHold; pendingDelete', ['clientHold', 'serverHold', 'pendingDelete']],
    ['clientHold serverHold', ['clientHold', 'serverHold']],
    [
      'clientHold https://icann.org/epp#clientHold, pendingDelete https://icann.org/epp#pendingDelete',
      [
        'clientHold https://icann.org/epp#clientHold',
        'pendingDelete https://icann.org/epp#pendingDelete',
      ],
    ],
    ['client transfer prohibited', ['client transfer prohibited']],
    ['redemption period / pending delete', ['redemption period', 'pending delete']],
    [
      'clientTransferProhibited (https://icann.org/epp#x)',
      ['clientTransferProhibited (https://icann.org/epp#x)'],
    ],
    ['ok (paid, and in zone)', ['ok (paid, and in zone)']],
    ['Connected (2027/03/31)', ['Connected (2027/03/31)']],
    ['not available', ['not available']],
    ['N/A', []],
    ['', []],
    [' / ', []],
  ])('%s: %j', (text, statuses) => {
    expect(statusesOfText(text)).toEqual(statuses);
  });
});

describe('lifecycleOf', () => {
  it.each([
    [['ok'], null],
    [['autoRenewPeriod'], null],
    [['pendingDelete'], 'pending-delete'],
    [['pendingDelete', 'redemptionPeriod'], 'redemption'],
    [['pendingRestore'], 'redemption'],
    [['pendingDeleteRestorable'], 'redemption'],
    [['inQuarantine'], 'redemption'],
    [['serverHold', 'deleteCandidate'], 'pending-delete'],
    [['pendingRelease'], 'pending-delete'],
    [['pendingPurge'], 'pending-delete'],
    [['clientDeleteProhibited'], null],
  ])('%j: %s', (statuses, outcome) => {
    expect(lifecycleOf(statuses)).toBe(outcome);
  });
});
