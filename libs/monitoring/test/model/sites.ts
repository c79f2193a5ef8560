import {
  type CheckOutcome,
  DEFAULT_ALERTING,
  judgeCheck,
  NO_PHASES,
  type OutboxEntry,
  pausedTarget,
  removedTarget,
  resumedTarget,
  type TargetChange,
  type TargetRecord,
} from '@app/domain';
import { targetRecord } from '@app/domain/testing';
import { applyOutbox } from '../../src/outbox/apply-outbox.ts';
import type { Ports } from '../../src/ports/index.ts';
import type { World } from './world.ts';

const SITES = 3;
const CROWD = 30;
/** Two failures that count are at least so far apart. */
const APART_MS = 30_000;
const RESULT = {
  ...{ statusCode: null, latencyMs: null, phases: NO_PHASES, address: null, attempts: 1 },
  failure: null,
};
const TAGS_OF: Readonly<Record<string, string[]>> = { 'site-1': ['eu'], 'site-2': ['shop', 'eu'] };
const STEPS = ['warning', 'high', 'critical'] as const;

/** What is known of the end of a certificate. */
interface Expiry {
  step: number;
  alertIds: string[];
  /** Alerts that ended with a pause. */
  paused: string[];
}

/** The sites that are watched: what they do is checked at once, by the real decisions. */
export class Sites {
  readonly names: readonly string[] = Array.from({ length: SITES }, (_, i) => `site-${i}`);
  readonly crowd: readonly string[];
  readonly #world: World;
  readonly #expiries = new Map<string, Expiry>();

  constructor(world: World, { hasParent, hasCrowd }: { hasParent: boolean; hasCrowd: boolean }) {
    this.#world = world;
    this.crowd = Array.from({ length: hasCrowd ? CROWD : 0 }, (_, i) => `crowd-${i}`);
    for (const id of [...this.names, ...this.crowd]) this.#add(id);
    const child = world.targets.records.get('site-1');
    if (child && hasParent) world.targets.records.set(child.id, { ...child, parentId: 'site-0' });
  }

  #add(id: string): void {
    const created = this.#world.time.now();
    const base = targetRecord({ id, name: id, url: `http://${id}.test/`, urlKey: id });
    this.#world.targets.records.set(id, {
      ...base,
      ...{ tags: TAGS_OF[id] ?? [], intervalSeconds: 60, createdAt: created },
      thresholds: { ...base.thresholds, alertWhenSlow: true },
      alerting: DEFAULT_ALERTING,
    });
  }

  name(n: number): string {
    return this.names[n % this.names.length] ?? 'site-0';
  }

  async down(...ids: string[]): Promise<void> {
    for (const id of ids) void this.check(id, 'failed');
    await this.#world.wait(APART_MS);
    for (const id of ids) void this.check(id, 'failed');
  }

  async slow(id: string): Promise<void> {
    void this.check(id, 'slow');
    await this.#world.wait(APART_MS);
    void this.check(id, 'slow');
  }

  check(id: string, outcome: CheckOutcome): Promise<void> {
    const now = this.#world.time.now();
    return this.#change(id, (target) => {
      if (target.pausedAt) return null;
      const lease = { token: 'check', until: now };
      const claimed = {
        target,
        recentCount: 0,
        hour: null,
        lease,
        slot: now,
        origin: 'scheduled' as const,
      };
      const finished = { claimed, slot: now, startedAt: now, endedAt: now };
      const { change } = judgeCheck(this.#world, { ...finished, result: { ...RESULT, outcome } });
      return change;
    });
  }

  pause(id: string): Promise<void> {
    return this.#change(id, (target, deps) => {
      const change = pausedTarget(deps, target);
      return change && this.#withEnd(change, id, { resolution: 'paused', isPause: true });
    });
  }

  resume(id: string): Promise<void> {
    return this.#change(id, (target, deps) => resumedTarget(deps, target));
  }

  remove(id: string): Promise<void> {
    return this.#change(id, (target, deps) =>
      this.#withEnd(removedTarget(deps, target), id, { resolution: 'deleted', isPause: false }),
    );
  }

  /** The certificate comes a step closer to its end. */
  expire(id: string): Promise<void> {
    return this.#change(id, (target) => {
      if (target.pausedAt) return null;
      const { step, alertIds, paused } = this.#expiries.get(id) ?? {
        ...{ step: -1, alertIds: [], paused: [] },
      };
      const at = this.#world.time.now();
      const isResumed = alertIds.length === 0 && paused.length > 0;
      const next = isResumed ? step : Math.min(step + 1, STEPS.length - 1);
      const said = {
        ...{ kind: 'certificate' as const, severity: STEPS[next] ?? 'critical', at },
        ...{ cause: { is: 'failed-check' as const }, id: this.#world.newId() },
      };
      if (alertIds.length === 0) {
        const alertId = this.#world.newId();
        this.#expiries.set(id, { step: next, alertIds: [alertId], paused });
        const opened = { ...said, alertId, downAlertId: null, since: at, type: 'open' as const };
        return { intents: [isResumed ? { ...opened, resumes: paused } : opened] };
      }
      if (next === step) return null;
      this.#expiries.set(id, { step: next, alertIds, paused });
      return {
        intents: [
          { ...said, type: 'warn', alertIds, newAlertId: null, key: `reminder-leaf-${next}` },
        ],
      };
    });
  }

  renew(id: string): Promise<void> {
    return this.#change(id, () => {
      const change = this.#withEnd({}, id, { resolution: 'renewed', isPause: false });
      return change.intents?.length ? change : null;
    });
  }

  #withEnd(
    change: TargetChange,
    id: string,
    { resolution, isPause }: { resolution: 'paused' | 'deleted' | 'renewed'; isPause: boolean },
  ): TargetChange {
    const expiry = this.#expiries.get(id);
    if (!expiry || expiry.alertIds.length === 0) return change;
    const { step, alertIds, paused } = expiry;
    if (isPause) this.#expiries.set(id, { step, alertIds: [], paused: [...paused, ...alertIds] });
    else this.#expiries.delete(id);
    const end: OutboxEntry = {
      ...{ id: this.#world.newId(), type: 'end', alertIds, resolution },
      at: this.#world.time.now(),
    };
    return { ...change, intents: [...(change.intents ?? []), end] };
  }

  /** A worker stores what has become of a site, in one write with what follows, and carries that out. */
  async #change(
    id: string,
    decide: (target: TargetRecord, deps: { newId: () => string; now: Date }) => TargetChange | null,
  ): Promise<void> {
    const host = this.#world.dice.pick(this.#world.workers);
    const target = this.#world.targets.records.get(id);
    if (!host || !target || target.removedAt || this.#world.weather.isStoreAway) return;
    const deps = { newId: this.#world.newId, now: this.#world.time.now() };
    const change = decide(target, deps);
    if (!change) return;
    await this.#world.targets.store.change(id, target.version, change);
    const { intents, name, url } = this.#world.targets.records.get(id) ?? target;
    await followed(host.ports, { id, name, url, intents });
  }
}

/** What is not carried out is left for the reconciler. */
const followed = (
  ports: Ports,
  target: Pick<TargetRecord, 'id' | 'name' | 'url' | 'intents'>,
): Promise<void> => applyOutbox(ports, target).catch(() => undefined);
