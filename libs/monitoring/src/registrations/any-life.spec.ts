import { type RegistrationAnswer } from '@app/domain';
import { registrationWarning } from '@app/domain/registration';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { pauseTarget, resumeTarget } from '../targets/pause-target.ts';
import {
  day,
  DOMAIN,
  RegistrationDays,
  ended,
  ends,
  failed,
  notFound,
} from '../testing/registration-days.ts';
import { setManualExpiry } from './set-manual-expiry.ts';

type Step =
  | { do: 'look up'; answer: RegistrationAnswer }
  | { do: 'type in'; left: number }
  | { do: 'acknowledge' | 'pause' | 'resume' };

const answers = fc.oneof(
  fc.integer({ min: 0, max: 700 }).map(ends),
  fc.constantFrom(
    failed(),
    failed('unsupported', 'refused'),
    failed('rate-limited', 'throttled'),
    notFound,
    ended('redemption'),
    ended('pending-delete'),
  ),
);
const steps = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 15 }),
    fc.oneof(
      { weight: 6, arbitrary: answers.map((answer): Step => ({ do: 'look up', answer })) },
      {
        weight: 1,
        arbitrary: fc.integer({ min: -20, max: 60 }).map((left): Step => ({ do: 'type in', left })),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom<Step>({ do: 'acknowledge' }, { do: 'pause' }, { do: 'resume' }),
      },
    ),
  ),
  { minLength: 1, maxLength: 40 },
);

/** The monitor sees a whole life of a domain, and every promise holds after each step of it. */
class Life {
  readonly days = new RegistrationDays();
  #target = '';
  #today = 0;

  async begin(): Promise<void> {
    this.#target = await this.days.add();
  }

  async live(wait: number, step: Step): Promise<void> {
    const { days } = this;
    this.#today += wait;
    days.now = day(this.#today);
    switch (step.do) {
      case 'look up':
        if (days.record.dueAt) await days.lookUp(days.now, step.answer);
        break;
      case 'type in':
        await setManualExpiry(systemContext(days.ports), {
          name: DOMAIN,
          expiresAt: day(this.#today + step.left),
        }).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'precondition' });
        });
        break;
      case 'acknowledge':
        for (const { id } of days.desk.open()) days.desk.acknowledge(id, days.now);
        break;
      case 'pause':
        await pauseTarget(systemContext(days.ports), this.#target);
        break;
      case 'resume':
        await resumeTarget(systemContext(days.ports), this.#target);
        break;
    }
    this.#keepsItsPromises(step);
  }

  async renew(): Promise<void> {
    await this.live(1, { do: 'resume' });
    await this.live(1, { do: 'look up', answer: ends(10_000) });
  }

  #keepsItsPromises(step: Step): void {
    const { desk, record, now } = this.days;
    const open = desk.open().filter(({ kind }) => kind === 'domain');
    expect(open.length).toBeLessThanOrEqual(1);
    const { warning, registration, dueAt, intents } = record;
    expect(intents).toEqual([]);
    if (warning?.pausedAt) {
      expect(warning.alertIds).toEqual([]);
      expect(open).toEqual([]);
    } else if (warning) {
      // Named for those who have taken on the alerts before it, it is stored only if there are such people.
      const alerts = warning.alertIds.flatMap((id) => desk.alerts.get(id) ?? []);
      const last = alerts.at(-1);
      // After a pause what somebody has taken on before it opens no alert at all.
      const wasTakenOn = [...desk.alerts.values()].some(({ acknowledgedAt }) => acknowledgedAt);
      expect(last?.state === 'open' || last?.acknowledgedAt != null || wasTakenOn).toBe(true);
      expect(last?.endedAt ?? null).toBeNull();
    } else {
      expect(open).toEqual([]);
    }
    if (dueAt === null) expect(desk.open()).toEqual([]);
    if (dueAt !== null && step.do === 'look up') {
      expect(warning === null).toBe(registrationWarning(registration, 14, now) === null);
    }
    const said = desk.told.splice(0);
    for (const { reason, event } of said) {
      if (event === 'resolved' || !reason.startsWith('Expired')) continue;
      const age = now.getTime() - (registration.confirmedAt?.getTime() ?? 0);
      expect(registration.source === 'manual' || age <= 86_400_000).toBe(true);
    }
    this.told.push(...said);
  }

  readonly told: RegistrationDays['desk']['told'] = [];
}

it('keeps every promise through any life of a domain', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (course) => {
      const life = new Life();
      await life.begin();
      for (const [wait, step] of course) await life.live(wait, step);
      await life.renew();
      const { desk, record } = life.days;
      expect(desk.open()).toEqual([]);
      expect(record).toMatchObject({ warning: null, troubleAlertId: null });
      for (const { id, acknowledgedAt, endedAt } of desk.alerts.values()) {
        const events = life.told.filter(({ alertId }) => alertId === id).map(({ event }) => event);
        expect(endedAt).not.toBeNull();
        // One that goes on after a pause is told of when it gets worse, and else not at all.
        if (events.length === 0) continue;
        expect(events[0]).toBe('opened');
        // One that was taken on may have ended without a word, when the next one opened.
        if (!acknowledgedAt) expect(events.at(-1)).toBe('resolved');
        expect(new Set(events.slice(1, -1))).not.toContain('resolved');
      }
    }),
    { numRuns: 300 },
  );
});
