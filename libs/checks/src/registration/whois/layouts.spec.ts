import { describe, expect, it } from 'vitest';
import { readWhoisAnswer } from './read-answer.ts';

const NOW = new Date('2026-10-01T00:00:00Z');
const read = (domain: string, ...lines: string[]) =>
  readWhoisAnswer(lines.join('\r\n'), { domain, server: 'whois.nic.example', now: NOW });

const dayOf = (...lines: string[]): string | null => {
  const finding = read('x.kg', ...lines);
  if (finding.kind !== 'registered') return finding.kind;
  return finding.expiry?.expiresAt.toISOString().slice(0, 10) ?? null;
};

describe('a date', () => {
  it.each([
    ['Record expires on Sun Mar 28 23:59:00 2027'],
    ['Record expires on Sunday, March 28, 2027'],
    ['Expires on March 28, 2027'],
    ['Expires 28-Mar-2027'],
    ['Expiry date 28 March 2027 23:59'],
    ['Expires: Sun, 28 Mar 2027 10:00:00 GMT'],
    ['Paid until: 2027-03-28'],
  ])('is read in the line %j', (line) => {
    expect(dayOf('Domain X.KG (ACTIVE)', 'Record created: Tue Feb 10 09:42:42 2004', line)).toBe(
      '2027-03-28',
    );
  });

  it.each([
    [['Renewal date:', '\tSunday 28th Mar 2027']],
    [['Renewal date:', '    28 March 2027']],
    [['Expiry date:', '2027-03-28 10:00:00']],
    [['Expiration Date', '  2027-03-28']],
    [['Expires on', 'Sun Mar 28 23:59:00 2027']],
  ])('is read below its label: %j', (lines) => {
    expect(dayOf('Domain:', '\tx.kg', '', ...lines)).toBe('2027-03-28');
  });

  it('is not taken from a line below that is something else', () => {
    expect(
      dayOf('Domain: x.kg', 'Status: ok', 'Expiration Date:', 'Created: 2027-03-28'),
    ).toBeNull();
    expect(dayOf('Domain: x.kg', 'Status: ok', 'Expiration Date', '', '2027-03-28')).toBeNull();
  });
});

describe('the layout of .fr', () => {
  const record = (...lines: string[]) =>
    read('x.fr', 'domain: x.fr', 'status: ACTIVE', ...lines, 'Expiry Date: 2027-03-28T10:00:00Z');

  it('tells in lines of its own what EPP says of a domain, and that it is on hold', () => {
    expect(record('eppstatus: redemptionPeriod', 'hold: YES')).toMatchObject({
      facts: { statuses: ['hold', 'ok', 'redemptionPeriod'] },
    });
    expect(record('eppstatus: active', 'hold: NO')).toMatchObject({ facts: { statuses: ['ok'] } });
  });
});

describe('several statuses in one line', () => {
  it.each([
    ['pendingDelete / redemptionPeriod', ['pendingDelete', 'redemptionPeriod']],
    ['pendingDelete/redemptionPeriod', ['pendingDelete', 'redemptionPeriod']],
    ['ok/hold', ['hold', 'ok']],
    ['clientHold,serverHold', ['clientHold', 'serverHold']],
    ['clientHold serverHold', ['clientHold', 'serverHold']],
  ])('%s are each one of their own', (status, statuses) => {
    const finding = read('x.it', 'Domain: x.it', `Status: ${status}`, 'Expire Date: 2027-03-28');
    expect(finding).toMatchObject({ facts: { statuses } });
  });
});

describe('an answer without labels', () => {
  it('is a registration with name servers', () => {
    const lines = ['Tonic whoisd V1.1', 'breaker ns1.sample.net', 'breaker ns2.sample.net.'];
    expect(read('breaker.to', ...lines)).toMatchObject({
      kind: 'registered',
      expiry: null,
      facts: { nameServers: ['ns1.sample.net', 'ns2.sample.net'] },
    });
    expect(read('breaker.to', 'breaker.to ns1.sample.net').kind).toBe('registered');
  });

  it.each([['other ns1.sample.net'], ['breaker is great'], ['breaker breaker.to'], ['No match']])(
    'is none in %j',
    (line) => {
      expect(read('breaker.to', 'Tonic whoisd V1.1', line).kind).not.toBe('registered');
    },
  );
});
