import { describe, expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { Killed, killedBefore } from '../testing/crash.ts';
import { day, RegistrationDays, ends, failed } from '../testing/registration-days.ts';
import { pauseTarget } from '../targets/pause-target.ts';
import { removeTarget } from '../targets/remove-target.ts';
import { updateTarget } from '../targets/update-target.ts';

/** A domain that ends in 7 days, with one target; people were told. */
async function warned(): Promise<{ days: RegistrationDays; id: string }> {
  const days = new RegistrationDays();
  const id = await days.add();
  days.answer = () => ends(7);
  await days.work();
  expect(days.takeTold()).toEqual(['opened warning']);
  return { days, id };
}

describe('a process that dies at any step', () => {
  const STEPS: Record<
    string,
    (days: RegistrationDays, id: string, ports: RegistrationDays['ports']) => Promise<unknown>
  > = {
    'of adding a target': (days, _id, ports) => days.add({ url: 'https://new.test/' }, ports),
    'of pausing the last target': (_days, id, ports) => pauseTarget(systemContext(ports), id),
    'of removing the last target': (_days, id, ports) => removeTarget(systemContext(ports), id),
    'of moving the last target': (_days, id, ports) =>
      updateTarget(systemContext(ports), { id, url: 'https://new.test/' }),
    'of a lookup that finds a renewal': async (days, _id, ports) => {
      days.answer = () => ends(500);
      await days.work(day(1.5), ports);
    },
    'of a lookup that finds the next threshold': async (days, _id, ports) => {
      days.answer = () => ends(7);
      await days.work(day(4.5), ports);
    },
    'of a lookup that keeps failing': async (days, _id, ports) => {
      days.answer = () => failed();
      for (const at of [1.2, 2.4, 3.6]) await days.work(day(at));
      days.takeTold();
      await days.work(day(4.8), ports);
    },
  };

  it.each(Object.entries(STEPS))(
    '%s leaves nothing undone and tells nothing twice',
    async (_what, step) => {
      const whole = await warned();
      await step(whole.days, whole.id, whole.days.ports);
      await goOn(whole.days);
      const told = whole.days.takeTold();
      let died = 0;
      for (let call = 1; ; call++) {
        const { days, id } = await warned();
        const isKilled = await step(days, id, killedBefore(days.ports, call)).then(
          () => false,
          (error: unknown) => {
            if (error instanceof Killed) return true;
            throw error;
          },
        );
        await goOn(days);
        if (isKilled && isUntouched(days, id)) {
          await step(days, id, days.ports);
          await goOn(days);
        }
        expect(days.takeTold(), `killed before call ${call}`).toEqual(told);
        expect(snapshot(days), `killed before call ${call}`).toEqual(snapshot(whole.days));
        if (!isKilled && call > 60) break;
        died += Number(isKilled);
      }
      expect(died).toBeGreaterThan(4);
    },
  );
});

/** Other processes go on: the lease runs out, the reconciler comes by, a worker looks up what is due. */
async function goOn(days: RegistrationDays): Promise<void> {
  days.now = new Date(days.now.getTime() + 120_000);
  await days.reconcile();
  await days.work();
}

/** Nothing of a command was stored: its caller sees an error and tries again. */
const isUntouched = (days: RegistrationDays, id: string): boolean =>
  days.targets.records.size === 1 &&
  days.targets.records.get(id)?.version === 1 &&
  days.lookups.length === 1;

const snapshot = (days: RegistrationDays) => ({
  targets: [...days.targets.records.values()].map(({ domain, pausedAt, intents }) => ({
    domain,
    isPaused: pausedAt !== null,
    intents,
  })),
  registrations: [...days.registrations.records.values()].map(
    ({ registration, dueAt, warning, intents }) => ({
      domain: registration.domain,
      isWatched: dueAt !== null,
      step: warning?.step,
      intents,
    }),
  ),
  alerts: [...days.desk.alerts.values()].map(({ kind, state, resolution, announcements }) => ({
    kind,
    state,
    resolution,
    announcements,
  })),
});
