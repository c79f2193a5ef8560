import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { pauseTarget } from '../targets/pause-target.ts';
import { day, DOMAIN, RegistrationDays, failed } from '../testing/registration-days.ts';
import { refreshRegistration } from './refresh-registration.ts';

const HOUR_MS = 3_600_000;

async function added(): Promise<{ days: RegistrationDays; id: string }> {
  const days = new RegistrationDays();
  return { days, id: await days.add() };
}

describe('a lookup that a person asks for', () => {
  it('comes at once, once an hour', async () => {
    const { days } = await added();
    await days.work();
    days.now = day(0.5);
    const details = await refreshRegistration(systemContext(days.ports), DOMAIN);
    expect(details).toMatchObject({
      nextLookupAt: day(0.5),
      refreshAllowedAt: new Date(Number(day(0.5)) + HOUR_MS),
    });
    await days.work();
    expect(days.lookups).toHaveLength(2);
    days.now = new Date(Number(day(0.5)) + HOUR_MS - 1);
    await expect(refreshRegistration(systemContext(days.ports), DOMAIN)).rejects.toMatchObject({
      code: 'limit',
      message: expect.stringContaining('2026-10-01 13:00:00 UTC'),
    });
    days.now = new Date(Number(day(0.5)) + HOUR_MS);
    await expect(refreshRegistration(systemContext(days.ports), DOMAIN)).resolves.toBeDefined();
  });

  it('is made once when two people ask at the same time', async () => {
    const { days } = await added();
    await days.work();
    const asked = await Promise.allSettled(
      [1, 2, 3].map(() => refreshRegistration(systemContext(days.ports), DOMAIN)),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('waits while the registry wants no questions', async () => {
    const { days } = await added();
    days.answer = () => failed('rate-limited', 'timeout', day(0.25));
    await days.work();
    await expect(refreshRegistration(systemContext(days.ports), DOMAIN)).rejects.toMatchObject({
      code: 'limit',
      message: 'The registry wants no questions before 2026-10-01 06:00:00 UTC.',
    });
  });

  it('is refused while nobody checks the domain, and for one that nobody knows', async () => {
    const { days, id } = await added();
    await pauseTarget(systemContext(days.ports), id);
    await expect(refreshRegistration(systemContext(days.ports), DOMAIN)).rejects.toMatchObject({
      code: 'precondition',
    });
    await expect(refreshRegistration(systemContext(days.ports), 'no.test')).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
