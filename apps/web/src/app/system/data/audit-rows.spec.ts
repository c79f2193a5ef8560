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

  it('shows no id of what has no name', () => {
    const subject = { kind: 'mute', id: ID, name: null } as const;
    const about = (before: AuditEntry['before'], after: AuditEntry['after']) => {
      const row = auditRow(entry({ subject, before, after }));
      return [row.subject, row.targetId];
    };
    const target = 'b'.repeat(24);
    expect(about(null, { targetId: null, tag: 'lab' })).toEqual(['lab', null]);
    expect(about(null, { targetId: null, tag: null })).toEqual(['everything', null]);
    expect(about({ targetId: target, tag: null }, null)).toEqual(['a target', target]);
    const message = auditRow(entry({ subject: { kind: 'delivery', id: ID, name: null } }));
    expect(message).toMatchObject({ subject: '', targetId: null });
  });
});
