import { describe, expect, it } from 'vitest';
import type { Status } from '../check/status.ts';
import { KnownStatuses, narrowEvent } from './narrow.ts';
import type { LiveEvent } from './schema.ts';

const NOW = new Date('2026-01-31T12:00:00Z');
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1_000);

const target = (id: string, status: Status, statusSince = ago(3_600)): LiveEvent =>
  ({ type: 'target', target: { id, status, statusSince } }) as LiveEvent;
const result = (targetId: string): LiveEvent => ({ type: 'result', targetId }) as LiveEvent;

describe('KnownStatuses', () => {
  it('tells which targets have changed since they were told last', () => {
    const known = new KnownStatuses();
    expect([...known.note([target('a', 'up'), target('b', 'up')], NOW)]).toEqual([]);
    expect([...known.note([target('a', 'up'), target('b', 'down')], NOW)]).toEqual(['b']);
    expect([...known.note([target('b', 'down')], NOW)]).toEqual([]);
  });

  it('takes a young status of a target that was never told for a change', () => {
    const known = new KnownStatuses();
    expect([...known.note([target('a', 'pending', ago(2))], NOW)]).toEqual(['a']);
  });

  it('forgets what is gone', () => {
    const known = new KnownStatuses();
    known.note([target('a', 'up')], NOW);
    known.note([{ type: 'removed', targetId: 'a' }], NOW);
    expect([...known.note([target('a', 'down')], NOW)]).toEqual([]);
  });
});

describe('narrowEvent', () => {
  const shown = new Set(['a']);
  const narrow = (event: LiveEvent, ...changed: string[]) =>
    narrowEvent(event, shown, new Set(changed));

  it('leaves everything about what is shown', () => {
    for (const event of [target('a', 'up'), result('a')]) expect(narrow(event)).toBe(event);
  });

  it('tells of others in short, and only when their status has changed', () => {
    expect(narrow(target('b', 'down'), 'b')).toEqual({
      type: 'status',
      targetId: 'b',
      status: 'down',
    });
    expect(narrow(target('b', 'down'))).toBeNull();
    expect(narrow(result('b'), 'b')).toBeNull();
  });

  it.each<LiveEvent>([
    { type: 'removed', targetId: 'b' },
    { type: 'rules' },
    { type: 'reload' },
    { type: 'store', awaySince: null },
  ])('leaves what concerns every page: $type', (event) => {
    expect(narrow(event)).toBe(event);
  });
});
