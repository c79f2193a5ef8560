import { expect, it } from 'vitest';
import { effectiveState } from './effective-state.ts';
import { targetRecord } from './testing.ts';

const silentAt = new Date('2026-01-01T12:00:00Z');
const plus = (seconds: number): Date => new Date(silentAt.getTime() + seconds * 1_000);

/** The status at noon and a minute, of a target that was up and whose patience ended at noon. */
function statusWith(until: Date | null) {
  const lease = until && { token: 't', until };
  const target = targetRecord({
    state: { ...targetRecord().state, status: 'up' },
    schedule: { dueAt: plus(-60), urgent: null, lease, silentAt },
  });
  const { status, statusSince } = effectiveState(target, plus(60));
  return { status, since: status === 'unknown' ? statusSince : null };
}

it.each([
  ['nobody looks', null, { status: 'unknown', since: silentAt }],
  ['a check is under way', plus(61), { status: 'up', since: null }],
  ['a worker died in a check', plus(59), { status: 'unknown', since: plus(59) }],
  ['the last check ended before', plus(-5), { status: 'unknown', since: silentAt }],
])('knows how a target does while %s', (_name, until, expected) => {
  expect(statusWith(until)).toEqual(expected);
});
