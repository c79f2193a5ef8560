import { createHash } from 'node:crypto';
import {
  AuditChainCheck,
  type AuditCall,
  type AuditFacts,
  type AuditLink,
  linkAfter,
} from '@app/domain/audit';
import { beforeEach, describe, expect, it } from 'vitest';
import { type KeepAuditPorts, pruneAudit, settleAudit } from './keep-audit.ts';

const NOW = new Date('2026-03-10T12:00:00Z');
const DAY_MS = 86_400_000;
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);

let links: AuditLink[];
let calls: AuditCall[];

const ports: KeepAuditPorts = {
  audit: {
    unfinished: async (before, limit) => calls.filter(({ at }) => at < before).slice(0, limit),
    append: async (facts) => {
      calls = calls.filter(({ callId }) => callId !== facts.callId);
      links.push(linkAfter(links.at(-1) ?? null, facts, hash));
    },
    range: async (after, limit) => links.filter(({ number }) => number > after).slice(0, limit),
    removeThrough: async (through, limit) => {
      const gone = links.filter(({ number }) => number <= through).slice(0, limit);
      links = links.filter((link) => !gone.includes(link));
      return gone.length;
    },
  },
  now: () => NOW,
  newId: () => `id${links.length}`,
};

const call = (at: Date): AuditCall => ({
  callId: `c${calls.length}-${links.length}`,
  at,
  actor: { kind: 'person', address: '192.0.2.1' },
  requestId: 'r',
  action: 'targets.update',
  subject: null,
  before: '{}',
  cut: false,
});

const entry = (at: Date): AuditFacts => ({
  ...call(at),
  outcome: 'done',
  code: null,
  after: '{}',
});

const atOnce = (): Promise<void> => Promise.resolve();

const faults = () => {
  const check = new AuditChainCheck(hash);
  for (const link of links) check.add(link);
  return check.report().faults;
};

beforeEach(() => {
  links = [];
  calls = [];
});

describe('settleAudit', () => {
  it('adds an entry for each call whose end nobody knows, once it cannot be under way any more', async () => {
    for (const minutes of [1, 9, 11, 30]) {
      calls.push(call(new Date(NOW.getTime() - minutes * 60_000)));
    }
    expect(await settleAudit(ports, atOnce)).toBe(2);
    expect(await settleAudit(ports, atOnce)).toBe(0);
    expect(calls).toHaveLength(2);
    expect(links.map(({ outcome, after }) => [outcome, after])).toEqual([
      ['unknown', null],
      ['unknown', null],
    ]);
  });

  it('lets those tell what they know who could not reach the store until now', async () => {
    calls.push(call(new Date(NOW.getTime() - 3_600_000)));
    const told = async (): Promise<void> => {
      for (const one of [...calls]) {
        await ports.audit.append({ ...one, outcome: 'done', code: null, after: '{}' });
      }
    };
    expect(await settleAudit(ports, told)).toBe(0);
    expect(links.map(({ outcome }) => outcome)).toEqual(['done']);
  });
});

describe('pruneAudit', () => {
  const fill = async (...days: number[]) => {
    for (const one of days) await ports.audit.append(entry(daysAgo(one)));
  };

  it('removes what is old and leaves a chain that is whole', async () => {
    await fill(400, 380, 370, 10, 1);
    expect(await pruneAudit(ports, daysAgo(365))).toBe(3);
    expect(links.map(({ number, action }) => [number, action])).toEqual([
      [4, 'targets.update'],
      [5, 'targets.update'],
      [6, 'audit.prune'],
    ]);
    expect(faults()).toEqual([]);
    expect(await pruneAudit(ports, daysAgo(365))).toBe(0);
  });

  it('tells of it once a day at most', async () => {
    await fill(365.5, 1);
    expect(await pruneAudit(ports, daysAgo(365))).toBe(0);
    expect(links).toHaveLength(2);
  });

  it('leaves a whole chain when it is broken off between telling and removing', async () => {
    await fill(400, 390, 1);
    const { audit } = ports;
    const dying = { ...audit, removeThrough: () => Promise.reject(new Error('killed')) };
    await expect(pruneAudit({ ...ports, audit: dying }, daysAgo(365))).rejects.toThrow('killed');
    expect(faults()).toEqual([]);
    expect(await pruneAudit(ports, daysAgo(365))).toBe(2);
    expect(faults()).toEqual([]);
  });

  it('keeps the end of the chain, and what lies behind a younger entry', async () => {
    await fill(400, 390);
    expect(await pruneAudit(ports, daysAgo(365))).toBe(1);
    links = [];
    await fill(400, 1, 390, 2);
    expect(await pruneAudit(ports, daysAgo(365))).toBe(1);
    expect(links[0]?.number).toBe(2);
  });

  it('goes on until nothing old is left, however much there is', async () => {
    await fill(...Array.from({ length: 450 }, () => 400), 1);
    let removed = 0;
    for (let some = -1; some !== 0;) {
      some = await pruneAudit(ports, daysAgo(365));
      removed += some;
    }
    expect(removed).toBe(450);
    expect(faults()).toEqual([]);
  });
});
