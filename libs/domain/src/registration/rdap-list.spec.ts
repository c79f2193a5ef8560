import { describe, expect, it } from 'vitest';
import type { RdapListProblem } from '../check/registration-failure.ts';
import { type RdapListRecord, reportRdapList } from './rdap-list.ts';

const NOW = new Date('2026-10-01T12:00:00Z');
const ago = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);
const problem: RdapListProblem = { is: 'timeout', server: 'data.iana.org' };
const said = 'data.iana.org did not answer completely in time.';

const bundled = (days: number, problem: RdapListProblem | null = null): RdapListRecord => ({
  origin: 'bundled',
  source: 'https://data.iana.org/rdap/dns.json',
  publishedAt: ago(days),
  fetchedAt: null,
  triedAt: problem === null ? null : NOW,
  problem,
});
const fetched = (days: number, problem: RdapListProblem | null = null): RdapListRecord => ({
  ...bundled(days + 3, problem),
  origin: 'fetched',
  fetchedAt: ago(days),
});

describe('the list of RDAP services', () => {
  it('says where it comes from and how old it is', () => {
    expect(reportRdapList(fetched(1), NOW).detail).toBe(
      'Fetched from data.iana.org on 2026-09-30, 1 day ago.',
    );
    expect(reportRdapList(bundled(20), NOW).detail).toBe(
      'The one of 2026-09-11 that comes with the product, 20 days old.',
    );
    expect(reportRdapList(null, NOW)).toMatchObject({ list: null, isOld: false });
  });

  it.each([
    ['young', fetched(90), false],
    ['old', fetched(90.1), true],
    ['young, as it comes', bundled(90), false],
    ['old, as it comes', bundled(90.1), true],
  ])('that is %s is known as such', (_what, list, isOld) => {
    expect(reportRdapList(list, NOW).isOld).toBe(isOld);
  });

  it('says what it means that an old one cannot be refreshed, and only then', () => {
    const advice = /over WHOIS only.*RDAP_BOOTSTRAP_URL\.$/;
    const old = reportRdapList(bundled(244, problem), NOW).detail;
    expect(old).toContain(`244 days old. It could not be refreshed: ${said} `);
    expect(old).toMatch(advice);
    expect(reportRdapList(bundled(244), NOW).detail).not.toMatch(advice);
    const young = reportRdapList(fetched(8, problem), NOW).detail;
    expect(young).toBe(
      `Fetched from data.iana.org on 2026-09-23, 8 days ago. It could not be refreshed: ${said}`,
    );
  });

  it.each<[RdapListProblem, string]>([
    [{ is: 'no-json', server: 'a.test' }, 'The RDAP bootstrap file of a.test is not JSON.'],
    [
      { is: 'no-list', server: 'a.test', status: 404 },
      'a.test did not send an RDAP bootstrap file (HTTP 404).',
    ],
    // Of an older version.
    [{ is: 'text', text: 'Nobody answered.' }, 'Nobody answered.'],
  ])('says of %j why it could not be refreshed', (fact, sentence) => {
    const { list, detail } = reportRdapList(fetched(1, fact), NOW);
    expect(list?.problem).toBe(sentence);
    expect(detail).toContain(`It could not be refreshed: ${sentence}`);
  });
});
