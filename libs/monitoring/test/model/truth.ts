import type { AlertRecord, ChannelRecord, Message, TargetRecord } from '@app/domain';
import { eventsOf, seatOf } from './receivers.ts';
import { StandIns } from './stand-ins.ts';
import type { World } from './world.ts';

/** Whatever keeps an alert quiet is over for so long until people must have been told. */
const PARENT_RETURN_MS = 12 * 60_000;
/** A parent that nobody has looked at since is waited for, for so long. */
const PARENT_VERDICT_MS = 120_000;
/** What was read of an alert is told, and may have changed on the way: no longer ago than a process can stand still. */
const LATEST_MS = 50_000;
/** A pause that ends later than a provider may ask for was made by a clock that was ahead. */
const LONGEST_PAUSE_MS = 3_660_000;

/** What an onlooker knows of an alert who has read the rules, and none of the code. */
export interface Known {
  /** Channels that wanted it all the time, and could be told. */
  wanted: Set<string>;
  /** Something kept it quiet for a while. */
  wasSilent: boolean;
  /** How long nothing did while it was open, in milliseconds. */
  audibleMs: number;
  /** Whether some channel could be told of it as it ended. */
  hasListeners: boolean;
  /** When it ended, in milliseconds of the model. */
  endedAtMs: number | null;
}

/** Looks on, and notes what must be told and what must not be. */
export class Truth {
  readonly alerts = new Map<string, Known>();
  readonly violations: string[] = [];
  readonly standIns: StandIns;
  readonly #world: World;
  readonly #begun = new Map<string, number>();

  constructor(world: World) {
    this.#world = world;
    this.standIns = new StandIns(world);
    world.witness = {
      onSend: (message, channel) => this.#onSend(message, channel),
      onMoment: (elapsedMs) => this.#onMoment(elapsedMs),
    };
  }

  #onMoment(elapsedMs: number): void {
    this.standIns.look(this.#isWell ? elapsedMs : 0);
    for (const { id, plans } of this.#world.lanes.records.values()) {
      for (const { key } of plans) this.#begunMs(`${id} ${key}`);
    }
    for (const alert of this.#world.alertList) {
      const known = this.alerts.get(alert.id);
      if (known?.endedAtMs != null) continue;
      const wanted = new Set(this.#wantedBy(alert));
      const isSilent = this.#isSilent(alert);
      if (!known) {
        const endedAtMs = alert.endedAt ? this.#world.time.ms : null;
        this.alerts.set(alert.id, {
          ...{ wanted, wasSilent: isSilent, audibleMs: 0, endedAtMs },
          hasListeners: wanted.size > 0,
        });
        continue;
      }
      if (alert.endedAt) {
        known.endedAtMs = this.#world.time.ms;
        known.hasListeners = wanted.size > 0;
        continue;
      }
      for (const id of known.wanted) if (!wanted.has(id)) known.wanted.delete(id);
      if (isSilent) known.wasSilent = true;
      else if (alert.state === 'open' && this.#isWell) known.audibleMs += elapsedMs;
    }
  }

  get #isWell(): boolean {
    return !this.#world.weather.isStoreAway && this.#world.workers.length > 0;
  }

  /** Channels that want to be told of an alert now, and can be. */
  #wantedBy(alert: AlertRecord): string[] {
    const target = this.#world.targetList.find(({ id }) => id === alert.targetId);
    if (!target) return [];
    const { byTag, defaults } = this.#world.rules.rules.policies;
    const ofTags = byTag.filter(({ tag }) => target.tags.includes(tag));
    const channelIds =
      target.alerting.channelIds ?? together(ofTags, 'channelIds') ?? defaults.channelIds;
    const kinds = target.alerting.kinds ?? together(ofTags, 'kinds');
    if (kinds && !kinds.includes(alert.kind)) return [];
    if (!isGraveEnough(alert, ofTags)) return [];
    const usable = this.#world.channelList.filter(({ enabled }) => enabled).map(({ id }) => id);
    const among = (ids: readonly string[] | null): string[] =>
      usable.filter((id) => ids?.includes(id) ?? true);
    const chosen = among(channelIds);
    if (chosen.length > 0 || channelIds?.length === 0) return chosen;
    // Of a choice nothing can be used: the default channels stand in, and where there is none of those every one.
    const standIns = among(defaults.channelIds);
    return standIns.length > 0 ? standIns : usable;
  }

  #isSilent(alert: AlertRecord): boolean {
    const target = this.#world.targetList.find(({ id }) => id === alert.targetId);
    if (!target) return false;
    const now = this.#world.time.now();
    const { mutes, maintenance } = this.#world.rules.rules;
    return (
      alert.flapping?.isUp === true ||
      this.#isBehindParent(alert, target) ||
      mutes.some(
        ({ targetId, tag, until }) =>
          until > now &&
          (targetId === target.id ||
            (targetId === null && (tag === null || target.tags.includes(tag)))),
      ) ||
      maintenance.some(
        ({ once, targetIds }) =>
          once !== null && once.from <= now && now < once.to && targetIds.includes(target.id),
      )
    );
  }

  /** A child may be quiet while its parent is down, or has not been seen good for a while. */
  #isBehindParent({ kind, since, openedAt }: AlertRecord, { parentId }: TargetRecord): boolean {
    if (parentId === null || kind === 'certificate') return false;
    const parent = this.#world.targetList.find(({ id }) => id === parentId);
    if (!parent || parent.pausedAt) return false;
    const { outage, failures, statusSince, lastConclusiveSlot } = parent.state;
    const goodForMs = this.#world.time.now().getTime() - statusSince.getTime();
    const isSeen = lastConclusiveSlot !== null && lastConclusiveSlot >= since;
    const ageMs = this.#world.time.now().getTime() - openedAt.getTime();
    return (
      outage !== null ||
      failures > 0 ||
      (!isSeen && ageMs < PARENT_VERDICT_MS) ||
      goodForMs < PARENT_RETURN_MS
    );
  }

  #onSend(message: Message, channel: ChannelRecord): void {
    if (message.event === 'test') return;
    const { lanes, deliveries, time } = this.#world;
    const pause = lanes.records.get(channel.id)?.pausedUntil;
    const pauseMs = pause ? time.msOf(pause) - time.ms : 0;
    // After a clock was set back, pauses that it has made longer are cut off.
    if (time.aheadMs >= 0 && pauseMs > 0 && pauseMs < LONGEST_PAUSE_MS)
      this.#blame(`${channel.id} is told during its pause`);
    if (!channel.enabled) this.#blame(`${channel.id} is told although it is off`);
    for (const { alertId, event, isWhole } of eventsOf(message)) {
      const own = [...deliveries.records.values()].filter(
        (one) =>
          one.alertId === alertId &&
          seatOf(one.channelId ?? '', one.recipient) === seatOf(channel.id, message.recipient),
      );
      const told = own.filter((one) => one.event === event || (isWhole && one.event === 'opened'));
      if (
        message.items === undefined &&
        told.length > 0 &&
        told.every(({ state }) => state === 'sent')
      ) {
        this.#blame(
          `${event} of ${alertId} is told again to ${channel.id} after that was written down`,
        );
      }
      const { endedAtMs } = this.alerts.get(alertId) ?? { endedAtMs: null };
      const begunMs = this.#begunMs(`${channel.id} ${message.idempotencyKey}`);
      if (event !== 'resolved' && endedAtMs !== null && begunMs - endedAtMs > LATEST_MS) {
        this.#blame(`${event} of ${alertId} is told to ${channel.id} although it is over`);
      }
    }
  }

  /** When a message was decided: it is sent as it was, however often. */
  #begunMs(key: string): number {
    const begunMs = this.#begun.get(key) ?? this.#world.time.ms;
    this.#begun.set(key, begunMs);
    return begunMs;
  }

  #blame(what: string): void {
    this.violations.push(`${Math.round(this.#world.time.ms / 1_000)} s: ${what}`);
  }
}

type TagPolicy = World['rules']['rules']['policies']['byTag'][number];

/** What policies of tags choose, all together; null where none does. */
function together(policies: readonly TagPolicy[], name: 'channelIds' | 'kinds'): string[] | null {
  const chosen = policies.flatMap((policy) => (policy[name] ? [policy[name]] : []));
  return chosen.length > 0 ? chosen.flat() : null;
}

const SEVERITIES = ['info', 'warning', 'high', 'critical'];

/** Of several tags that which asks for least counts. */
function isGraveEnough({ severity }: AlertRecord, policies: readonly TagPolicy[]): boolean {
  const asked = policies.flatMap(({ minimumSeverity }) => minimumSeverity ?? []);
  const least = Math.min(...asked.map((one) => SEVERITIES.indexOf(one)));
  return asked.length === 0 || SEVERITIES.indexOf(severity) >= least;
}
