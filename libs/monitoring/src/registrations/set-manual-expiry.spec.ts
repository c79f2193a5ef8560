import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { pauseTarget } from '../targets/pause-target.ts';
import { day, DOMAIN, RegistrationDays, ends, failed } from '../testing/registration-days.ts';
import { setManualExpiry } from './set-manual-expiry.ts';

/** A domain of which the registry says so much. */
async function answered(answer = failed('unsupported', 'refused')) {
  const days = new RegistrationDays();
  const id = await days.add();
  days.answer = () => answer;
  await days.work();
  const typeIn = (expiresAt: Date | null, name = DOMAIN) =>
    setManualExpiry(systemContext(days.ports), { name, expiresAt });
  return { days, id, typeIn };
}

describe('a date that a person types in', () => {
  it('fills the gap, is shown as such, and can be taken back', async () => {
    const { typeIn } = await answered();
    const noon = new Date('2027-05-05T12:00:00Z');
    expect(await typeIn(new Date('2027-05-05T00:00:00Z'))).toMatchObject({
      expiresAt: noon,
      source: 'manual',
      precision: 'day',
      outcome: 'unsupported',
    });
    expect(await typeIn(null)).toMatchObject({ expiresAt: null, source: null });
    expect(await typeIn(null)).toMatchObject({ expiresAt: null, source: null });
  });

  it('warns at once, and ends the warning at once when it is mended', async () => {
    const { days, typeIn } = await answered();
    await typeIn(day(5));
    expect(days.takeTold()).toEqual(['opened warning']);
    await typeIn(day(370));
    expect(days.takeTold()).toEqual(['resolved warning']);
    expect([...days.desk.alerts.values()]).toMatchObject([{ resolution: 'renewed' }]);
  });

  it('warns nobody while no target on the domain is checked', async () => {
    const { days, id, typeIn } = await answered();
    await pauseTarget(systemContext(days.ports), id);
    expect(await typeIn(day(5))).toMatchObject({ source: 'manual', nextLookupAt: null });
    expect(days.takeTold()).toEqual([]);
  });

  it('does not replace a fresh date of the registry', async () => {
    const { days, typeIn } = await answered(ends(365));
    await expect(typeIn(day(5))).rejects.toMatchObject({
      code: 'precondition',
      message: 'The registry itself states 2027-10-01, and that counts.',
    });
    await expect(typeIn(null)).rejects.toMatchObject({ code: 'precondition' });
    expect(days.record.registration.source).toBe('rdap');
  });

  it.each([
    ['9999-12-31T00:00:00Z', 'invalid'],
    ['1970-01-01T00:00:00Z', 'invalid'],
    ['2025-09-30T00:00:00Z', undefined],
  ])('%s: %s', async (text, code) => {
    const { typeIn } = await answered();
    const refusal = await typeIn(new Date(text)).then(
      () => undefined,
      (error: unknown) => (error as { code: string }).code,
    );
    expect(refusal).toBe(code);
  });

  it('needs a domain that a target is or was on', async () => {
    const { typeIn } = await answered();
    await expect(typeIn(day(5), 'no.test')).rejects.toMatchObject({ code: 'not-found' });
  });
});
