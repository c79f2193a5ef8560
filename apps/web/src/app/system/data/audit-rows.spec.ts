import type { AuditEntry } from '@app/domain/audit';
import { describe, expect, it } from 'vitest';
import { auditRow } from './audit-rows';

const ID = 'a'.repeat(24);

const entry = (change: Partial<AuditEntry> = {}): AuditEntry => ({
  number: 3,
  at: new Date(0),
  actor: { kind: 'person', address: '192.0.2.1' },
  requestId: 'r1',
  action: 'targets.update',
  subject: { kind: 'target', id: ID, name: 'Shop' },
  outcome: 'done',
  code: null,
  before: { name: 'Old', tags: [] },
  after: { name: 'Shop', tags: ['a'] },
  cut: false,
  previous: '',
  hash: 'h',
  ...change,
});

describe('a line of the audit log', () => {
  it('says who, what, and from what to what', () => {
    expect(auditRow(entry())).toEqual({
      number: 3,
      at: new Date(0),
      who: '192.0.2.1',
      action: 'changed target',
      subject: 'Shop',
      targetId: ID,
      outcome: '',
      changes: [
        { field: 'name', before: 'Old', after: 'Shop' },
        { field: 'tags', before: '[]', after: '["a"]' },
      ],
      cut: false,
    });
  });

  it('names people where it can, and links to nothing that is gone', () => {
    const row = auditRow(
      entry({
        actor: { kind: 'person', address: '192.0.2.1', principal: 'jane' },
        action: 'new.call',
        after: null,
        outcome: 'failed',
      }),
    );
    expect(row).toMatchObject({
      who: 'jane',
      action: 'new.call',
      targetId: null,
      outcome: 'Failed',
    });
    expect(row.changes[0]).toEqual({ field: 'name', before: 'Old', after: '–' });
    const other = auditRow(entry({ subject: null, before: null, after: { checkDays: 40 } }));
    expect(other).toMatchObject({ subject: '', targetId: null });
    expect(other.changes).toEqual([{ field: 'checkDays', before: '–', after: '40' }]);
  });
});
