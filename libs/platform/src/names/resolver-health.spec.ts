import { describe, expect, it } from 'vitest';
import { judgeAbsence, judgeFault, ResolverHealth, type Evidence } from './resolver-health.ts';

const evidence = (more: Partial<Evidence>): Evidence => ({
  othersAnswered: false,
  failingDomains: 0,
  answeredDomains: 0,
  ...more,
});

describe('judgeFault', () => {
  it.each([
    [{}, null],
    [{ othersAnswered: true }, 'name'],
    [{ othersAnswered: true, failingDomains: 2, answeredDomains: 1 }, 'name'],
    [{ othersAnswered: true, failingDomains: 12, answeredDomains: 40 }, 'name'],
    [{ othersAnswered: true, failingDomains: 12, answeredDomains: 12 }, null],
    [{ othersAnswered: false, failingDomains: 0, answeredDomains: 40 }, null],
  ])('%o: %s', (more, fault) => {
    expect(judgeFault(evidence(more))).toBe(fault);
  });
});

describe('judgeAbsence', () => {
  it('believes it, but for a resolver that says so of most names', () => {
    expect(judgeAbsence(evidence({}))).toBe('name');
    expect(judgeAbsence(evidence({ failingDomains: 3, answeredDomains: 4 }))).toBe('name');
    expect(judgeAbsence(evidence({ failingDomains: 3, answeredDomains: 1 }))).toBe('resolver');
  });
});

const GOOD = { hasAddresses: true, askedAt: 0 };

describe('ResolverHealth', () => {
  const at = (): { health: ResolverHealth; pass: (ms: number) => number } => {
    let now = 0;
    return { health: new ResolverHealth(() => now), pass: (ms) => (now += ms) };
  };

  it('takes only other names that were asked for late enough', () => {
    const { health, pass } = at();
    const from = pass(10);
    const isAnswered = (): boolean => health.evidenceFor('www.x.example', from).othersAnswered;
    health.answered('www.a.example', { hasAddresses: true, askedAt: from - 1 });
    health.answered('www.x.example', { hasAddresses: true, askedAt: from });
    expect(isAnswered()).toBe(false);
    health.answered('www.b.example', { hasAddresses: false, askedAt: from });
    health.answered('www.x.example', { hasAddresses: true, askedAt: from + 1 });
    expect(isAnswered()).toBe(true);
  });

  it('counts domains that were good and fail, each once, for a minute', () => {
    const { health, pass } = at();
    const names = ['www.a.example', 'api.a.example', 'b.example', 'c.example', 'd.example'];
    for (const name of names) health.answered(name, GOOD);
    pass(1_000);
    for (const name of [...names, 'never-good.example']) health.failed(name);
    health.answered('d.example', GOOD);
    expect(health.evidenceFor('x.example', 0)).toMatchObject({
      failingDomains: 3,
      answeredDomains: 1,
    });
    expect(health.evidenceFor('www.b.example', 0).failingDomains).toBe(2);
    pass(61_000);
    expect(health.evidenceFor('x.example', 0).failingDomains).toBe(0);
  });

  it('no longer counts a name that failed by its own fault', () => {
    const { health, pass } = at();
    health.answered('a.example', GOOD);
    health.writeOff('a.example');
    pass(1_000);
    health.failed('a.example');
    expect(health.evidenceFor('x.example', 0).failingDomains).toBe(0);
  });

  it('offers the newest good names of other domains as witnesses', () => {
    const { health } = at();
    for (const label of ['a', 'b', 'c', 'd']) health.answered(`www.${label}.example`, GOOD);
    health.answered('api.d.example', GOOD);
    expect(health.witnessesFor('www.c.example')).toEqual([
      'api.d.example',
      'www.b.example',
      'www.a.example',
    ]);
  });
});
