import { describe, expect, it } from 'vitest';
import type { CertificateWatch, Schedule } from '@app/domain';
import { systemContext } from '../context.ts';
import { targetDesk } from '../testing/target-desk.ts';
import { checkNow } from './check-now.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const plus = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

/** Presses the button at noon; answers what became of the schedule and of the watch of the certificate. */
async function press(over: Partial<Schedule>, certificate: CertificateWatch | null = null) {
  const schedule = { dueAt: plus(30), urgent: null, lease: null, silentAt: plus(90), ...over };
  const desk = targetDesk(NOW, { schedule, certificate });
  await checkNow(systemContext(desk.ports), desk.id);
  const { schedule: after, certificate: watch } = desk.after;
  return { before: schedule, after, certificate: watch };
}

describe('checkNow', () => {
  it('asks for a check at once', async () => {
    const { after } = await press({});
    expect(after).toMatchObject({ urgent: { slot: NOW, origin: 'manual' }, dueAt: plus(30) });
  });

  it('joins a check that is under way: its worker keeps the target', async () => {
    const { before, after } = await press({
      dueAt: plus(-1),
      lease: { token: 't', until: plus(9) },
    });
    expect(after).toEqual(before);
  });

  it.each(['scheduled', 'manual'] as const)(
    'joins a %s check that waits for its turn',
    async (origin) => {
      const { before, after } = await press({ urgent: { slot: plus(-4), origin } });
      expect(after).toEqual(before);
    },
  );

  it('goes before a confirmation, and takes over from a worker that died', async () => {
    for (const over of [
      { urgent: { slot: plus(12), origin: 'confirmation' as const } },
      { dueAt: plus(-60), lease: { token: 't', until: plus(-1) } },
    ]) {
      const { after } = await press(over);
      expect(after).toMatchObject({ urgent: { slot: NOW, origin: 'manual' }, lease: null });
    }
  });

  it.each([
    ['under way is joined', plus(5), { dueAt: plus(-2), lease: { token: 'c', until: plus(5) } }],
    ['of a worker that died is made again', plus(-5), { dueAt: NOW, lease: null }],
  ])('reads the certificate, too: a check %s', async (_name, until, expected) => {
    const lease = { token: 'c', until };
    const rest = { reading: null, changes: [], warning: null, trouble: null };
    const { certificate } = await press({}, { dueAt: plus(-2), lease, ...rest });
    expect(certificate).toMatchObject(expected);
  });
});
