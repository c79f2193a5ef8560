import { describe, expect, it } from 'vitest';
import type { CertificateWatch } from '../certificate/watch.ts';
import { checkedSoon } from './check-soon.ts';
import type { Schedule } from './record.ts';
import { targetRecord } from './testing.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const plus = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

/** What becomes of the schedule and of the watch of the certificate when somebody asks for a check at noon. */
function press(over: Partial<Schedule>, certificate: CertificateWatch | null = null) {
  const schedule = { dueAt: plus(30), urgent: null, lease: null, silentAt: plus(90), ...over };
  const target = targetRecord({ schedule, certificate });
  const after = { ...target, ...checkedSoon(target, NOW) };
  return { before: schedule, after: after.schedule, certificate: after.certificate };
}

describe('the wish for a check', () => {
  it('asks for a check at once', () => {
    const { after } = press({});
    expect(after).toMatchObject({ urgent: { slot: NOW, origin: 'manual' }, dueAt: plus(30) });
  });

  it('joins a check that is under way: its worker keeps the target', () => {
    const { before, after } = press({
      dueAt: plus(-1),
      lease: { token: 't', until: plus(9) },
    });
    expect(after).toEqual(before);
  });

  it.each(['scheduled', 'manual'] as const)(
    'joins a %s check that waits for its turn',
    (origin) => {
      const { before, after } = press({ urgent: { slot: plus(-4), origin } });
      expect(after).toEqual(before);
    },
  );

  it('goes before a confirmation, and takes over from a worker that died', () => {
    for (const over of [
      { urgent: { slot: plus(12), origin: 'confirmation' as const } },
      { dueAt: plus(-60), lease: { token: 't', until: plus(-1) } },
    ]) {
      const { after } = press(over);
      expect(after).toMatchObject({ urgent: { slot: NOW, origin: 'manual' }, lease: null });
    }
  });

  it.each([
    ['under way is joined', plus(5), { dueAt: plus(-2), lease: { token: 'c', until: plus(5) } }],
    ['of a worker that died is made again', plus(-5), { dueAt: NOW, lease: null }],
  ])('reads the certificate, too: a check %s', (_name, until, expected) => {
    const lease = { token: 'c', until };
    const rest = { reading: null, changes: [], warning: null, trouble: null };
    const { certificate } = press({}, { dueAt: plus(-2), lease, ...rest });
    expect(certificate).toMatchObject(expected);
  });
});
