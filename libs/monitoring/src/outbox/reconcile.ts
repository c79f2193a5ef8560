import { effectiveState, maxPlausibleTime, type RegistrationRecord, Setbacks } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { doOrSetApart } from '../set-apart.ts';
import type { AlertPorts } from './apply-alert-entry.ts';
import { applyOutbox } from './apply-outbox.ts';
import { applyRegistrationOutbox } from './apply-registration-outbox.ts';
import { followUpAlert } from './follow-up-alert.ts';
import { reconcileLanes } from '../deliveries/reconcile-lanes.ts';
import { planDeliveries } from './plan-deliveries.ts';
import { recoverFromClockSkew } from './recover-from-clock-skew.ts';
import { rescheduleLookups, rescheduleRetries } from './reschedule-waits.ts';

/** Work that is younger than this may still be under way where it began. */
const GRACE_MS = 5_000;
/** Things mended in one pass; the rest waits for the next one. */
const LIMIT = 200;
/** Pieces that are worked on at the same time: the steps that they take together are one question to the store. */
const CONCURRENCY = 50;
/** How many are begun with: one that hangs keeps no other waiting. */
const FIRST = 2;
/** Passes that follow each other at once, at most: work that does not get less must not take all there is. */
const MOST_PASSES = 100;

export type ReconcilePorts = AlertPorts & Pick<Ports, 'inbox'>;

export interface RecoveryReport {
  /** Targets, domains, deliveries, alerts and messages of the inbox that were dated in the future. */
  ahead: number;
  intents: number;
  announcements: number;
  followUps: number;
  deliveries: number;
  urgent: number;
  silent: number;
}

export interface ReconcileOptions {
  /** Work that failed, to be tried later. */
  setbacks?: Setbacks;
  /** Since when the oldest outbox waits that this process carries out by itself; null when none does. */
  outboxesSince?: () => Date | null;
}

/**
 * Reconciles until a pass takes up all that there is: after the death of a worker in a mass outage thousands of alerts
 * wait. `onPass` is called after each pass.
 */
export async function reconcileAll(
  context: Context<ReconcilePorts>,
  options: ReconcileOptions,
  onPass: () => void,
): Promise<void> {
  for (let pass = 0; pass < MOST_PASSES && !context.signal.aborted; pass++) {
    const report = await reconcile(context, options);
    onPass();
    if (!FOUND_BY_LIMIT.some((name) => report[name] >= LIMIT)) return;
  }
}

/** Kinds of work of which there is more where a pass was full, and which get less by being done. */
const FOUND_BY_LIMIT = ['intents', 'announcements', 'followUps', 'silent'] as const;

/**
 * Finds work that was begun and not finished, or that a lost ring never started, and takes it up again:
 * left-over intents, alerts that were not announced or of which the clock asks something, deliveries and urgent checks that are overdue, targets
 * that fell silent, and what a clock that was ahead has dated in the future. Everything comes from MongoDB,
 * so the queue can be lost whole. Any process may run it at any time; every step is safe to repeat.
 */
export async function reconcile(
  context: Context<ReconcilePorts>,
  { setbacks = new Setbacks(), outboxesSince = () => null }: ReconcileOptions = {},
): Promise<RecoveryReport> {
  const { ports } = context;
  const now = ports.now();
  const before = new Date(now.getTime() - GRACE_MS);
  // In a mass outage checks wait longer than that to be followed up: nobody else need do it.
  const left = new Date((outboxesSince() ?? now).getTime() - GRACE_MS);
  const mended: RecoveryReport = {
    ...{
      ahead: 0,
      intents: 0,
      announcements: 0,
      followUps: 0,
      deliveries: 0,
      urgent: 0,
      silent: 0,
    },
  };
  const pass: Pass = { ports, setbacks, now };
  const steps: Record<keyof RecoveryReport, () => Promise<number>> = {
    ahead: () => recoverAhead(context, now),
    intents: () => finishIntents(pass, left),
    announcements: () => finishAnnouncements(pass, before),
    followUps: () => followUpAlerts(pass),
    deliveries: () => reconcileLanes(ports, now),
    urgent: () => ringOverdueUrgent(ports, before),
    silent: () => markSilent(pass),
  };
  const errors: unknown[] = [];
  for (const name of STEPS) {
    try {
      mended[name] = await steps[name]();
    } catch (error) {
      // What keeps one kind of work from being found keeps no other waiting.
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, 'Unfinished work could not be taken up.');
  return mended;
}

const STEPS = [
  'ahead',
  'intents',
  'announcements',
  'followUps',
  'deliveries',
  'urgent',
  'silent',
] as const satisfies readonly (keyof RecoveryReport)[];

interface Pass {
  ports: AlertPorts;
  setbacks: Setbacks;
  now: Date;
}

/**
 * Does pieces of work of one kind, a few at a time, each for itself: one that fails is set apart and tried later. Each that
 * is done lets one more go beside it: many that are begun at once are all half done where processes die again and again
 * after so many steps, and none is ever finished.
 */
async function doEach<T>(
  { ports: { log }, setbacks, now }: Pass,
  { kind, idOf }: { kind: string; idOf: (piece: T) => string },
  { pieces, run }: { pieces: readonly T[]; run: (piece: T) => Promise<void> },
): Promise<number> {
  let done = 0;
  const left = pieces.values();
  const apart = { setbacks, log, now };
  const lines: Promise<void>[] = [];
  const work = async (): Promise<void> => {
    for (const piece of left) {
      if (await doOrSetApart(apart, { kind, id: idOf(piece) }, () => run(piece))) done++;
      if (lines.length < CONCURRENCY) lines.push(work());
    }
  };
  while (lines.length < FIRST) lines.push(work());
  // There are more of them by then.
  for (const line of lines) await line;
  return done;
}

async function recoverAhead(context: Context<ReconcilePorts>, now: Date): Promise<number> {
  const { ports } = context;
  const targets = await recoverFromClockSkew(context, now, LIMIT);
  const domains = await rescheduleLookups(ports, now, LIMIT);
  const latest = maxPlausibleTime(now);
  const told =
    (await ports.alerts.repairFutureTimes(latest, now)) +
    (await ports.inbox.repairFutureTimes(latest, now));
  return targets + domains + told + (await rescheduleRetries(ports, now));
}

const OF_TARGET = { kind: 'what follows for the target', idOf: ({ id }: { id: string }) => id };
const OF_DOMAIN = {
  kind: 'what follows for the domain',
  idOf: ({ registration }: RegistrationRecord) => registration.domain,
};
const OF_ALERT = { kind: 'what the alert has to tell', idOf: ({ id }: { id: string }) => id };
const FOLLOW_UP = {
  kind: 'what the clock asks of the alert',
  idOf: ({ id }: { id: string }) => id,
};
const SILENCE = { kind: 'the silence of the target', idOf: ({ id }: { id: string }) => id };

async function finishIntents(pass: Pass, before: Date): Promise<number> {
  const { ports, setbacks, now } = pass;
  const setApart = (kind: string): string[] => setbacks.waiting(kind, now);
  const targets = await ports.targets.withIntents(before, LIMIT, setApart(OF_TARGET.kind));
  const ofTargets = await doEach(pass, OF_TARGET, {
    pieces: targets,
    run: (target) => applyOutbox(ports, target),
  });
  const records = await ports.registrations.withIntents(before, LIMIT, setApart(OF_DOMAIN.kind));
  const ofDomains = await doEach(pass, OF_DOMAIN, {
    pieces: records,
    run: async (record) => {
      const on = await ports.targets.onDomain(record.registration.domain);
      await applyRegistrationOutbox(ports, record, on);
    },
  });
  return ofTargets + ofDomains;
}

async function finishAnnouncements(pass: Pass, before: Date): Promise<number> {
  const { ports, setbacks, now } = pass;
  const except = setbacks.waiting(OF_ALERT.kind, now);
  const alerts = await ports.alerts.withAnnouncements(before, LIMIT, except);
  return await doEach(pass, OF_ALERT, {
    pieces: alerts,
    run: (alert) => planDeliveries(ports, alert),
  });
}

async function followUpAlerts(pass: Pass): Promise<number> {
  const { ports, setbacks, now } = pass;
  const alerts = await ports.alerts.due(now, LIMIT, setbacks.waiting(FOLLOW_UP.kind, now));
  return await doEach(pass, FOLLOW_UP, {
    pieces: alerts,
    run: (alert) => followUpAlert(ports, alert),
  });
}

async function ringOverdueUrgent(ports: AlertPorts, before: Date): Promise<number> {
  const overdue = await ports.targets.overdueUrgent(before, LIMIT);
  await ports.queue.enqueueChecks(overdue);
  return overdue.length;
}

async function markSilent(pass: Pass): Promise<number> {
  const { ports, setbacks, now } = pass;
  const targets = await ports.targets.stale(now, LIMIT, setbacks.waiting(SILENCE.kind, now));
  return await doEach(pass, SILENCE, {
    pieces: targets,
    run: async (target) => {
      // The state alone: a worker that has just claimed this target keeps its lease.
      const state = effectiveState(target, now);
      const since = target.schedule.silentAt ?? now;
      const blind = target.blind ?? { since, why: 'no-result' as const };
      if (await ports.targets.change(target.id, target.version, { state, blind })) {
        await ports.changes.publish([{ type: 'target', id: target.id }]);
      }
    },
  });
}
