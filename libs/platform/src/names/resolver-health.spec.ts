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

describe('ResolverHealth', () => {
  const at = (): { health: ResolverHealth; pass: (ms: number) => number } => {
    let now = 0;
    return { health: new ResolverHealth(() => now), pass: (ms) => (now += ms) };
  };

  it('takes only other names that were answered after the question', () => {
    const { health, pass } = at();
    health.answered('www.a.example', true);
    const askedAt = pass(10);
    health.answered('www.x.example', true);
    expect(health.evidenceFor('www.x.example', askedAt).othersAnswered).toBe(false);
    health.answered('www.b.example', false);
    health.answered('www.x.example', true);
    expect(health.evidenceFor('www.x.example', askedAt).othersAnswered).toBe(true);
  });

  it('counts domains that were good and fail, each once, for a minute', () => {
    const { health, pass } = at();
    const names = ['www.a.example', 'api.a.example', 'b.example', 'c.example', 'd.example'];
    for (const name of names) health.answered(name, true);
    pass(1_000);
    for (const name of [...names, 'never-good.example']) health.failed(name);
    health.answered('d.example', true);
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
    health.answered('a.example', true);
    health.writeOff('a.example');
    pass(1_000);
    health.failed('a.example');
    expect(health.evidenceFor('x.example', 0).failingDomains).toBe(0);
  });

  it('offers the newest good names of other domains as witnesses', () => {
    const { health } = at();
    for (const label of ['a', 'b', 'c', 'd']) health.answered(`www.${label}.example`, true);
    health.answered('api.d.example', true);
    expect(health.witnessesFor('www.c.example')).toEqual([
      'api.d.example',
      'www.b.example',
      'www.a.example',
    ]);
  });
});
