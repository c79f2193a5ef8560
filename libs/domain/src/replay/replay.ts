import type { Check } from '../check/schema.ts';
import { flapsAgain } from '../alert/flapping.ts';
import { SILENT_INTERVALS, transition } from '../target/status/machine.ts';
import { initialState, type StatusState } from '../target/status/state.ts';
import { stateAt } from '../target/status/stale.ts';
import type { StatusEffect, StatusEvent, StatusRules } from '../target/status/transition.ts';
import type { Thresholds } from '../target/settings.ts';

/** What of a stored check a verdict follows from. */
export type ReplayedCheck = Pick<
  Check,
  'slot' | 'at' | 'outcome' | 'origin' | 'latencyMs' | 'failure' | 'tries' | 'place'
>;

export type StatusThresholds = Pick<
  Thresholds,
  'failuresToDown' | 'successesToUp' | 'slowMs' | 'alertWhenSlow'
>;

/** A time in which a site was down, or slow for long enough. */
export interface ReplayedOutage {
  /** Start of the first check that it follows from. */
  since: Date;
  openedAt: Date;
  /** Null while it lasts. */
  endedAt: Date | null;
}

/** An alert that thresholds lead to. */
export interface ReplayedAlert {
  kind: 'down' | 'slow';
  /** One, or all of a site that goes up and down; oldest first. */
  outages: ReplayedOutage[];
}

/** Checks that are farther apart have a gap between them, in intervals (docs/rules.md). */
const GAP_INTERVALS = 2;

interface Known {
  alert: ReplayedAlert;
  outage: ReplayedOutage;
  hasRecovered: boolean;
  /** Its alert stands for a site that goes up and down. */
  isFlapping: boolean;
}

export interface ReplayPlan {
  /** What is asked about. */
  thresholds: StatusThresholds;
  /** What the checks were made under. */
  present: StatusThresholds;
  /** How often it is checked now; checks that followed each other less often were made under another interval. */
  intervalSeconds: number;
  /** How long an attempt without an answer took, in milliseconds. */
  timeoutMs: number;
  /** Pauses, oldest first; `to` is null while one lasts. */
  pauses: readonly { from: Date; to: Date | null }[];
  /**
   * What a confirmation would have found that nobody made, and that a good check follows: the stricter thresholds are,
   * the more of them are asked for. Where a failed check follows it would have failed as well.
   */
  unseen: 'good' | 'failed';
}

/**
 * Judges stored checks once more, by other thresholds and the decisions that judge them live (docs/rules.md, "Replay").
 * Checks are added one by one in the order of their slots and not kept.
 */
export class Replay {
  readonly #plan: ReplayPlan;
  readonly #rules: StatusRules;
  readonly #alerts: ReplayedAlert[] = [];
  /** By the ids that the status machine has for them. */
  readonly #known = new Map<string, Known>();
  readonly #last = new Map<ReplayedAlert['kind'], Known>();
  #state: StatusState;
  #confirmAt: Date | null = null;
  #silentAt: Date | null = null;
  /** When the check before was over. */
  #free = 0;
  #wasInconclusive = false;
  #pause = 0;
  /** How long nobody looked before each of the last two scheduled checks, in milliseconds. */
  #idle: readonly number[] = [];
  readonly #places = new Set<string>();

  /** @param start when the first check may be; what was before is not known and taken as well */
  constructor(plan: ReplayPlan, start: Date) {
    this.#plan = plan;
    let ids = 0;
    const { failuresToDown, successesToUp, alertWhenSlow = false } = plan.thresholds;
    this.#rules = {
      ...{ failuresToDown, successesToUp, alertWhenSlow },
      intervalSeconds: plan.intervalSeconds,
      newAlertId: () => String(++ids),
    };
    this.#state = { ...initialState(start), status: 'up' };
  }

  /** Judges the next check. */
  add(check: ReplayedCheck): void {
    this.#pauseUpTo(check.slot);
    if (this.#isUnasked(check)) return;
    this.#confirmUpTo(check);
    this.#judge(check, this.#outcomeOf(check));
    this.#wasInconclusive = check.outcome === 'inconclusive';
  }

  /** The alerts so far, in the order in which they opened. */
  alerts(): readonly ReplayedAlert[] {
    return this.#alerts;
  }

  #judge(check: ReplayedCheck, outcome: Check['outcome']): void {
    const { slot, at, place } = check;
    const endedAt = new Date(at.getTime() + this.#durationOf(check));
    if (place !== undefined) this.#places.add(place);
    // It waited for its turn from its slot on, or while the check before it took its time.
    const attendedFrom = new Date(Math.min(+at, Math.max(+slot, this.#free)));
    this.#state = stateAt(this.#state, this.#silentAt, attendedFrom);
    this.#follow({
      type: 'result',
      ...{ slot, at, outcome, endedAt, attendedFrom },
      region: place,
      otherRegions: [...this.#places].filter((other) => other !== place),
    });
    if (check.origin === 'scheduled' && this.#free > 0) {
      this.#idle = [...this.#idle.slice(-1), attendedFrom.getTime() - this.#free];
    }
    this.#free = endedAt.getTime();
    this.#silentAt = new Date(
      endedAt.getTime() + SILENT_INTERVALS * this.#intervalSeconds() * 1_000,
    );
  }

  /**
   * The interval of that time. No setting of then is known: where it was longer than the one now, each check would seem to
   * follow a gap, in which nobody looked. Two in a row tell a longer interval from a gap.
   */
  #intervalSeconds(): number {
    const { intervalSeconds } = this.#plan;
    const usual = this.#idle.length < 2 ? 0 : Math.min(...this.#idle) / 1_000;
    return usual > GAP_INTERVALS * intervalSeconds ? usual : intervalSeconds;
  }

  #follow(event: StatusEvent): void {
    const rules = { ...this.#rules, intervalSeconds: this.#intervalSeconds() };
    const { state, effects, confirmAt } = transition(this.#state, event, rules);
    this.#state = state;
    this.#confirmAt = confirmAt;
    for (const effect of effects) this.#apply(effect, event.at);
  }

  #apply(effect: StatusEffect, at: Date): void {
    switch (effect.type) {
      case 'open':
        this.#open('down', effect, at);
        break;
      case 'slow':
        this.#open('slow', effect, at);
        break;
      case 'end':
        for (const id of effect.alertIds) this.#end(id, at, effect.resolution);
        break;
      case 'persist':
        break;
    }
  }

  #open(
    kind: ReplayedAlert['kind'],
    { alertId, since }: { alertId: string; since: Date },
    at: Date,
  ): void {
    const outage: ReplayedOutage = { since, openedAt: at, endedAt: null };
    const before = this.#last.get(kind);
    // The second outage soon after the first one has an alert of its own, which stands for all that follow.
    const isFlapping = before !== undefined && flaps(before, at);
    const alert = isFlapping && before.isFlapping ? before.alert : { kind, outages: [] };
    if (alert.outages.length === 0) this.#alerts.push(alert);
    alert.outages.push(outage);
    const known = { alert, outage, hasRecovered: false, isFlapping };
    this.#known.set(alertId, known);
    this.#last.set(kind, known);
  }

  #end(id: string, at: Date, resolution: string): void {
    const known = this.#known.get(id);
    if (!known) return;
    known.outage.endedAt = at;
    known.hasRecovered = resolution === 'recovered';
  }

  #outcomeOf({ outcome, latencyMs, failure }: ReplayedCheck): Check['outcome'] {
    const { thresholds, present } = this.#plan;
    const { slowMs } = thresholds;
    if (slowMs === present.slowMs || failure !== null) return outcome;
    if (outcome !== 'ok' && outcome !== 'slow') return outcome;
    return slowMs !== null && latencyMs !== null && latencyMs > slowMs ? 'slow' : 'ok';
  }

  /** How long a check took: what is stored of it tells, else how it failed. */
  #durationOf({ latencyMs, tries, failure }: ReplayedCheck): number {
    if (tries) return Math.max(...tries.map(({ afterMs, durationMs }) => afterMs + durationMs));
    return latencyMs ?? (failure?.class === 'timeout' ? this.#plan.timeoutMs : 0);
  }

  /** Whether a stored check is a confirmation that nobody would have made: fewer failures are enough. */
  #isUnasked({ origin }: ReplayedCheck): boolean {
    const { thresholds, present } = this.#plan;
    return (
      origin === 'confirmation' &&
      thresholds.failuresToDown < present.failuresToDown &&
      this.#confirmAt === null &&
      !this.#wasInconclusive
    );
  }

  /** Makes the confirmations that nobody made, because fewer failures were enough. */
  #confirmUpTo({ slot, outcome, origin }: ReplayedCheck): void {
    const { present, unseen } = this.#plan;
    if (origin === 'confirmation') return;
    const found = outcome === 'failed' ? 'failed' : unseen;
    while (
      found === 'failed' &&
      this.#confirmAt &&
      this.#confirmAt < slot &&
      this.#state.failures >= present.failuresToDown
    ) {
      const at = this.#confirmAt;
      this.#follow({ type: 'result', slot: at, at, outcome: 'failed' });
    }
  }

  #pauseUpTo(slot: Date): void {
    for (;;) {
      const pause = this.#plan.pauses[this.#pause];
      if (!pause || pause.from > slot) return;
      this.#pause++;
      this.#follow({ type: 'pause', at: pause.from });
      if (pause.to) this.#follow({ type: 'resume', at: pause.to });
      this.#silentAt = null;
    }
  }
}

const flaps = ({ alert: { kind }, outage: { endedAt }, hasRecovered }: Known, at: Date): boolean =>
  flapsAgain({ kind, ending: hasRecovered ? 'recovered' : null, endedAt }, at);
