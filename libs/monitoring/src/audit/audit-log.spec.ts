import type { AuditFacts } from '@app/domain/audit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuditLog, type AuditLogOptions } from './audit-log.ts';

const NOW = new Date('2026-03-10T12:00:00Z');
const CALL = {
  path: 'policies.update',
  input: {},
  actor: { kind: 'person', address: '192.0.2.1' },
  requestId: 'r',
} as const;

let isAway = false;
let noted: string[] = [];
let entries: AuditFacts[] = [];
let policies = { every: 1 };

const reached = async <T>(answer: () => T): Promise<T> => {
  if (isAway) throw new Error('away');
  return answer();
};
const ignore = (): void => undefined;
const ports = {
  audit: {
    begin: ({ callId }: { callId: string }) => reached(() => void noted.push(callId)),
    forget: (callId: string) => reached(() => void (noted = noted.filter((id) => id !== callId))),
    append: (facts: AuditFacts) =>
      reached(() => {
        entries.push(facts);
        noted = noted.filter((id) => id !== facts.callId);
      }),
  },
  alertRules: { get: () => reached(() => ({ policies })) },
  log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  now: () => NOW,
  newId: () => `call ${String(noted.length + entries.length)}`,
} as unknown as AuditLogOptions['ports'];

const open = () =>
  new AuditLog({ ports, rules: { 'policies.update': { kind: 'policies', id: null } } });

beforeEach(() => {
  vi.useFakeTimers();
  isAway = false;
  noted = [];
  entries = [];
  policies = { every: 1 };
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a call whose end could not be told, because the store was away', () => {
  it('gets the entry of what was done once the store is back', async () => {
    const end = await open().begin(CALL);
    policies = { every: 2 };
    isAway = true;
    await end({ ok: true, answer: {} });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(entries).toEqual([]);
    isAway = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(entries).toMatchObject([
      { outcome: 'done', code: null, before: '{"every":1}', after: '{"every":2}' },
    ]);
    expect(noted).toEqual([]);
  });

  it('is forgotten where it was refused and has changed nothing', async () => {
    const end = await open().begin(CALL);
    isAway = true;
    await end({ ok: false, code: 'BAD_REQUEST' });
    isAway = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect([entries, noted]).toEqual([[], []]);
  });

  it('says of what failed for that reason that it failed', async () => {
    const end = await open().begin(CALL);
    isAway = true;
    await end({ ok: false, code: 'SERVICE_UNAVAILABLE' });
    isAway = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(entries).toMatchObject([{ outcome: 'failed', code: 'SERVICE_UNAVAILABLE' }]);
  });

  it('keeps the order of many, and holds none up behind one that cannot be told', async () => {
    const log = open();
    const ends = [];
    for (let i = 0; i < 3; i++) ends.push(await log.begin({ ...CALL, requestId: `r${String(i)}` }));
    isAway = true;
    for (const end of ends) await end({ ok: true, answer: {} });
    isAway = false;
    const { append } = ports.audit;
    ports.audit.append = (facts) =>
      facts.requestId === 'r0' ? Promise.reject(new Error('too long')) : append(facts);
    await vi.advanceTimersByTimeAsync(10_000);
    ports.audit.append = append;
    expect(entries.map(({ requestId }) => requestId)).toEqual(['r1', 'r2']);
  });

  it('is told at the end of the process where that is possible', async () => {
    const log = open();
    const end = await log.begin(CALL);
    isAway = true;
    await end({ ok: true, answer: {} });
    isAway = false;
    await log.stop();
    expect(entries).toHaveLength(1);
  });
});
