import { AuditChainCheck, type AuditCall, type AuditFacts } from '@app/domain/audit';
import { describe, expect, it } from 'vitest';
import { auditHash } from '../audit/store.ts';
import { newId } from '../common/ids.ts';
import { createStores } from '../create-stores.ts';
import { inParallel, readAll, type Context } from './context.ts';
import { at, T0 } from './fixtures.ts';

const aCall = (change: Partial<AuditCall> = {}): AuditCall => ({
  callId: newId(),
  at: T0,
  actor: { kind: 'person', address: '192.0.2.1' },
  requestId: 'r1',
  action: 'targets.update',
  subject: { kind: 'target', id: newId(), name: '$set.\u{1f600} "x"' },
  before: '{"request.headers.X.$y":"••••"}',
  cut: false,
  ...change,
});

const someFacts = (change: Partial<AuditFacts> = {}): AuditFacts => ({
  ...aCall(),
  outcome: 'done',
  code: null,
  after: '{}',
  ...change,
});

export const auditContract = (context: Context) =>
  describe('the audit log', () => {
    const faults = async () => {
      const check = new AuditChainCheck(auditHash);
      for (const link of await context().stores.audit.range(0, 500)) check.add(link);
      return check.report();
    };

    it('is one chain, however many processes add to it at once', async () => {
      const { connection } = context();
      const processes = [context().stores, createStores(connection), createStores(connection)];
      const added = await inParallel(30, async (i) => {
        const facts = someFacts({ requestId: `r${i}` });
        await processes[i % 3]?.audit.append(facts);
        return facts.requestId;
      });
      const links = await context().stores.audit.range(0, 500);
      expect(links.map(({ number }) => number)).toEqual(added.map((_, i) => i + 1));
      expect(new Set(links.map(({ requestId }) => requestId))).toEqual(new Set(added));
      expect(await faults()).toMatchObject({ entries: 30, first: 1, faults: [] });
    });

    it('gives back what was said, and shows what was changed', async () => {
      const { connection, stores } = context();
      const facts = [
        someFacts(),
        someFacts({
          actor: { kind: 'person', address: '::1', principal: 'jane@example.org' },
          subject: null,
          before: null,
          outcome: 'refused',
          code: 'FORBIDDEN',
          cut: true,
        }),
      ];
      for (const one of facts) await stores.audit.append(one);
      const links = await stores.audit.range(0, 10);
      expect(links.map(({ number: _, previous: __, hash: ___, ...rest }) => rest)).toEqual(facts);
      await connection
        .collection<{ _id: number }>('audit')
        .updateOne({ _id: 2 }, { $set: { 'actor.address': '::2' } });
      expect((await faults()).faults).toEqual([{ kind: 'changed', number: 2 }]);
    });

    it('has one entry for a call, however often it is handed in', async () => {
      const { audit } = context().stores;
      const facts = someFacts();
      await inParallel(5, () => audit.append(facts));
      expect(await audit.range(0, 10)).toHaveLength(1);
    });

    it('knows calls that have no entry yet', async () => {
      const { audit } = context().stores;
      const [later, first] = [aCall({ at: at(3) }), aCall({ at: at(1) })];
      const [done, forgotten] = [aCall({ at: at(2) }), aCall()];
      for (const call of [later, first, done, forgotten]) await audit.begin(call);
      await audit.forget(forgotten.callId);
      await audit.append({ ...done, outcome: 'done', code: null, after: null });
      expect(await audit.unfinished(at(3), 10)).toEqual([first]);
      expect(await audit.unfinished(at(4), 10)).toEqual([first, later]);
      expect(await audit.unfinished(at(4), 1)).toEqual([first]);
      expect(await audit.unfinished(at(0), 10)).toEqual([]);
    });

    it('is listed from its end, page by page', async () => {
      const { audit } = context().stores;
      for (let i = 0; i < 7; i++) await audit.append(someFacts());
      const numbers = await readAll((cursor) =>
        audit.list({ limit: 3, ...(cursor === undefined ? {} : { cursor }) }),
      );
      expect(numbers.map(({ number }) => number)).toEqual([7, 6, 5, 4, 3, 2, 1]);
      await expect(audit.list({ limit: 3, cursor: 'WyJ4Il0' })).rejects.toThrow('cursor');
    });

    it('goes on from its end when its beginning was removed', async () => {
      const { audit } = context().stores;
      for (let i = 0; i < 5; i++) await audit.append(someFacts());
      expect(await audit.removeThrough(3, 2)).toBe(2);
      expect(await audit.removeThrough(3, 2)).toBe(1);
      expect(await audit.removeThrough(3, 2)).toBe(0);
      await audit.append(someFacts());
      expect((await audit.range(0, 10)).map(({ number }) => number)).toEqual([4, 5, 6]);
      expect((await audit.range(4, 1)).map(({ number }) => number)).toEqual([5]);
      expect((await faults()).faults).toEqual([{ kind: 'missing', number: 1, to: 3 }]);
    });
  });
