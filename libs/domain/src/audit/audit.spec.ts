import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MASK } from '../common/mask.ts';
import { AuditChainCheck, type AuditHead, linkAfter } from './chain.ts';
import { auditChanges, auditSnapshot } from './changes.ts';
import { AUDIT_PRUNED, type AuditFacts, type AuditLink, toAuditEntry } from './entry.ts';
import { auditedId, auditFigures, isRehearsal } from './rule.ts';
import { auditOutcomeOf } from './settle.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const facts = (change: Partial<AuditFacts> = {}): AuditFacts => ({
  callId: 'c'.repeat(24),
  at: new Date('2026-03-01T12:00:00Z'),
  actor: { kind: 'person', address: '192.0.2.1' },
  requestId: 'r1',
  action: 'targets.update',
  subject: { kind: 'target', id: 'a'.repeat(24), name: 'Shop' },
  outcome: 'done',
  code: null,
  before: '{"name":"Shop"}',
  after: '{"name":"Store"}',
  cut: false,
  ...change,
});

function chainOf(length: number): AuditLink[] {
  const links: AuditLink[] = [];
  for (let i = 0; i < length; i++) {
    links.push(linkAfter(links.at(-1) ?? null, facts({ callId: `c${i}` }), hash));
  }
  return links;
}

function reportOn(links: readonly AuditLink[], noted: AuditHead | null = null) {
  const check = new AuditChainCheck(hash, noted);
  for (const link of links) check.add(link);
  return check.report();
}

const headOf = ({ number, hash: text }: AuditLink): AuditHead => ({ number, hash: text });

describe('a chain of audit entries', () => {
  it('is whole as it was written', () => {
    const links = chainOf(5);
    expect(reportOn(links)).toEqual({ entries: 5, first: 1, head: headOf(links[4]!), faults: [] });
    expect(reportOn([])).toEqual({ entries: 0, first: null, head: null, faults: [] });
  });

  it.each<[keyof AuditLink, Partial<AuditLink>]>([
    ['at', { at: new Date('2026-03-01T12:00:00.001Z') }],
    ['actor', { actor: { kind: 'person', address: '192.0.2.2' } }],
    ['actor', { actor: { kind: 'person', address: '192.0.2.1', principal: 'eve' } }],
    ['requestId', { requestId: 'r2' }],
    ['action', { action: 'targets.remove' }],
    ['subject', { subject: null }],
    ['outcome', { outcome: 'refused' }],
    ['code', { code: 'X' }],
    ['before', { before: null }],
    ['after', { after: '{"name":"Stare"}' }],
    ['cut', { cut: true }],
    ['callId', { callId: 'other' }],
  ])('shows at which entry its %s was changed', (_, change) => {
    const links = chainOf(5).map((link) => (link.number === 3 ? { ...link, ...change } : link));
    expect(reportOn(links).faults).toEqual([{ kind: 'changed', number: 3 }]);
  });

  it('shows an entry that was written anew with a hash that fits', () => {
    const links = chainOf(5);
    const forged = linkAfter(headOf(links[1]!), facts({ action: 'x' }), hash);
    expect(reportOn(links.with(2, forged)).faults).toEqual([{ kind: 'unlinked', number: 4 }]);
    expect(reportOn(links.with(0, { ...links[0]!, previous: 'x' })).faults).toContainEqual({
      kind: 'unlinked',
      number: 1,
    });
  });

  it('shows what is missing, and where', () => {
    const links = chainOf(6);
    expect(reportOn(links.filter(({ number }) => number !== 3 && number !== 4)).faults).toEqual([
      { kind: 'missing', number: 3, to: 4 },
    ]);
    expect(reportOn(links.slice(2)).faults).toEqual([{ kind: 'missing', number: 1, to: 2 }]);
  });

  it('shows that its end was cut off to whoever has noted it', () => {
    const links = chainOf(5);
    expect(reportOn(links.slice(0, 3)).faults).toEqual([]);
    expect(reportOn(links, headOf(links[2]!)).faults).toEqual([]);
    const cut = { kind: 'other-head', number: 5 };
    expect(reportOn(links.slice(0, 3), headOf(links[4]!)).faults).toEqual([cut]);
    expect(reportOn([], headOf(links[4]!)).faults).toEqual([cut]);
    const anew = chainOf(4);
    const forged = linkAfter(headOf(anew[3]!), facts({ action: 'x' }), hash);
    expect(reportOn([...anew, forged], headOf(links[4]!)).faults).toEqual([cut]);
  });

  it('is whole without entries whose removal it tells of, and only without those', () => {
    const links = chainOf(6);
    const last = links[2]!;
    const after = JSON.stringify({ through: last.number, hash: last.hash });
    const told = linkAfter(links[5]!, facts({ callId: 'p', action: AUDIT_PRUNED, after }), hash);
    const kept = [...links.slice(3), told];
    expect(reportOn(kept).faults).toEqual([]);
    expect(reportOn(kept, headOf(links[0]!)).faults).toEqual([]);
    expect(reportOn([...links, told]).faults).toEqual([]);
    expect(reportOn(kept.slice(1)).faults).toEqual([{ kind: 'missing', number: 4, to: 4 }]);
    const other = JSON.stringify({ through: last.number, hash: hash('other') });
    const lie = linkAfter(
      links[5]!,
      facts({ callId: 'p', action: AUDIT_PRUNED, after: other }),
      hash,
    );
    expect(reportOn([...links.slice(3), lie]).faults).toEqual([{ kind: 'unlinked', number: 4 }]);
  });
});

describe('what changed', () => {
  const shown = (name: string, headers: Record<string, string> = {}) =>
    auditSnapshot(
      name,
      {
        name,
        tags: ['a'],
        request: {
          method: 'GET',
          headers: Object.fromEntries(Object.keys(headers).map((key) => [key, MASK])),
        },
        at: new Date(0),
        left: undefined,
      },
      { name, tags: ['a'], request: { method: 'GET', headers }, at: new Date(0) },
    );

  it('is told by field, on both sides', () => {
    expect(auditChanges(shown('a'), shown('b'))).toEqual({
      before: '{"name":"a"}',
      after: '{"name":"b"}',
      cut: false,
    });
    expect(auditChanges(shown('a'), shown('a'))).toEqual({ before: '{}', after: '{}', cut: false });
    const whole =
      '{"name":"a","tags":["a"],"request.method":"GET","at":"1970-01-01T00:00:00.000Z"}';
    expect(auditChanges(null, shown('a'))).toEqual({ before: null, after: whole, cut: false });
    expect(auditChanges(shown('a'), null)).toEqual({ before: whole, after: null, cut: false });
  });

  it('names a secret that is another one, and shows neither', () => {
    const one = shown('a', { 'X.Key': 'canary-1', $b: 'canary-2' });
    const other = shown('a', { 'X.Key': 'canary-3', $b: 'canary-2' });
    const changes = auditChanges(one, other);
    const masked = `{"request.headers.X.Key":"${MASK}"}`;
    expect(changes).toEqual({ before: masked, after: masked, cut: false });
    expect(JSON.stringify(auditChanges(null, one))).not.toContain('canary');
  });

  it('is cut where it is too long, whatever is in it', () => {
    const long = {
      text: `${'x'.repeat(249)}\u{1f600}${'y'.repeat(9_000)}`,
      list: Array(999).fill(1),
    };
    const one = auditChanges(null, auditSnapshot(null, long, long));
    expect(one.cut).toBe(true);
    expect(one.after?.isWellFormed()).toBe(true);
    expect(one.after?.length).toBeLessThan(1_200);
    const many = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, i) => [`f${i}`, 'v'.repeat(99)]),
    );
    const side = auditChanges(auditSnapshot(null, many, many), null);
    expect(side.cut).toBe(true);
    expect(side.before?.length).toBeLessThan(8_200);
  });
});

describe('an entry as clients see it', () => {
  it('has its fields, and none where they are not ours', () => {
    const [link] = chainOf(1);
    expect(toAuditEntry(link!)).toMatchObject({ number: 1, before: { name: 'Shop' } });
    expect(toAuditEntry(link!)).not.toHaveProperty('callId');
    expect(toAuditEntry({ ...link!, before: '{"na', after: '[1]' })).toMatchObject({
      before: null,
      after: null,
    });
  });
});

describe('what a call is about', () => {
  it.each([
    [{ kind: 'target', id: 'id' }, { id: 'abc' }, undefined, 'abc'],
    [{ kind: 'target', id: 'answer' }, { id: 'abc' }, { id: 'new' }, 'new'],
    [{ kind: 'target', id: 'answer' }, {}, undefined, null],
    [{ kind: 'settings', id: null }, { id: 'abc' }, undefined, null],
    [{ kind: 'target', id: 'id' }, null, undefined, null],
    [{ kind: 'target', id: 'id' }, { id: { $ne: 1 } }, undefined, null],
    [
      { kind: 'url', id: 'url' },
      { url: 'https://eve:canary@host.example:8/canary?k=canary' },
      undefined,
      'host.example:8',
    ],
    [{ kind: 'url', id: 'url' }, { url: 'canary' }, undefined, null],
  ] as const)('%j of %j and %j is %s', (rule, input, answer, expected) => {
    expect(auditedId(rule, input, answer)).toBe(expected);
  });

  it('is told in figures where it is many things', () => {
    const answer = { created: 3, isDone: true, items: [1, 2], text: 'canary', at: new Date() };
    expect(auditFigures(answer)).toEqual({ created: 3, isDone: true, items: 2 });
    expect(auditFigures(null)).toEqual({});
  });
});

it('keeps what was refused because of who asked, and what may be half done, and no mere mistakes', () => {
  const outcomes = [
    'FORBIDDEN',
    'UNAUTHORIZED',
    'INTERNAL_SERVER_ERROR',
    'SERVICE_UNAVAILABLE',
    'BAD_REQUEST',
    'NOT_FOUND',
  ].map(auditOutcomeOf);
  expect(outcomes).toEqual(['refused', 'refused', 'failed', 'failed', null, null]);
});

describe('a call that only tells what would become of it', () => {
  const rule = { kind: 'target', id: null, canRehearse: true } as const;

  it('is known by its input, and only where there is such a thing', () => {
    expect(isRehearsal(rule, { dryRun: true })).toBe(true);
    for (const input of [{ dryRun: false }, { dryRun: 'true' }, {}, null, 'dryRun']) {
      expect(isRehearsal(rule, input)).toBe(false);
    }
    expect(isRehearsal({ kind: 'target', id: 'id' }, { dryRun: true })).toBe(false);
  });
});
