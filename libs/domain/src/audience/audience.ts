import type { AlertRecord } from '../alert/record.ts';
import { channelsToAvoid } from '../alert/system-trouble.ts';
import type { EscalationStep, Policies, Reminders } from './policy.ts';
import { DEFAULT_REMINDERS } from './policy.ts';
import type { ChannelRecord } from '../channel/schema.ts';
import {
  effectivePolicy,
  type EffectivePolicy,
  isWanted,
  mostOften,
  type PolicyOwner,
  type PolicySource,
} from './effective-policy.ts';
import type { Receiver } from '../delivery/new-delivery.ts';
import type { DeliveryRecord } from '../delivery/record.ts';
import type { Silence } from '../silence/silence.ts';

/** Whether an alert is a matter of the administrators: it is about the monitor itself, or about its lookups. */
export const concernsAdministrators = ({ kind }: Pick<AlertRecord, 'kind'>): boolean =>
  kind === 'check-trouble' || kind === 'system';

/** What of a channel matters to who is told. */
export type UsableChannel = Pick<ChannelRecord, 'id' | 'kind' | 'enabled'>;

/** Channels that can be told anything, e-mail first. */
export const usableChannels = <C extends UsableChannel>(channels: readonly C[]): C[] =>
  channels
    .filter(({ enabled }) => enabled)
    .sort((a, b) => Number(b.kind === 'email') - Number(a.kind === 'email'));

/** Channels that a target uses, and why those. `fallback`: of its own choice nothing can be used any more. */
export interface ChosenChannels<C> {
  channels: C[];
  source: PolicySource | 'fallback';
}

/**
 * Returns the channels that a target uses. Somebody must be told: where nothing of a choice can be used the default
 * channels are, and where nothing of those can be used every enabled one.
 *
 * @param channels every channel that there is
 */
export function chosenChannels<C extends UsableChannel>(
  channels: readonly C[],
  { channelIds, source }: Pick<EffectivePolicy, 'channelIds' | 'source'>,
  defaultIds: readonly string[] | null,
): ChosenChannels<C> {
  const all = usableChannels(channels);
  const among = (ids: readonly string[] | null): C[] =>
    all.filter(({ id }) => ids?.includes(id) ?? true);
  const chosen = among(channelIds);
  // A person who chose no channel at all wants none.
  if (chosen.length > 0 || channelIds?.length === 0) return { channels: chosen, source };
  const defaults = among(defaultIds);
  return { channels: defaults.length > 0 ? defaults : all, source: 'fallback' };
}

/** A target that an alert concerns, and why nobody is told of it for now. */
export interface ConcernedTarget extends PolicyOwner {
  silence: Silence | null;
}

/** Everything that who is told depends on. */
export interface AudienceFacts {
  channels: readonly ChannelRecord[];
  policies: Policies;
  targets: readonly ConcernedTarget[];
  /** Of alerts that the administrators are told: their channels, null for those of the targets. */
  administrators: readonly string[] | null;
}

export interface Audience {
  /** Channels to tell now, e-mail first. */
  receivers: ChannelRecord[];
  /** Channels that would be told if nothing kept them from it for now. */
  listeners: ChannelRecord[];
  /** Whether anybody wants to be told of such an alert, now or once it is no longer silent. */
  isWanted: boolean;
  /** What keeps somebody from being told and ends first; null while nothing does. */
  silence: Silence | null;
  reminders: Reminders;
  escalation: readonly EscalationStep[];
}

/**
 * Returns who is told of an alert that is open: the wishes of all targets that it concerns, together. That a channel does
 * not deliver is told by the others.
 */
export function audienceOf(
  { channels: all, policies, targets, administrators }: AudienceFacts,
  alert: Pick<AlertRecord, 'kind' | 'severity'> & Partial<Pick<AlertRecord, 'cause'>>,
): Audience {
  const avoided = channelsToAvoid(alert.cause?.is === 'troubles' ? alert.cause.troubles : []);
  const channels = all.filter(({ id }) => !avoided.has(id));
  if (concernsAdministrators(alert) && administrators) {
    const receivers = administratorsChannels(channels, administrators);
    return {
      receivers,
      listeners: receivers,
      isWanted: true,
      silence: null,
      reminders: policies.defaults.reminders ?? DEFAULT_REMINDERS,
      escalation: policies.defaults.escalation ?? [],
    };
  }
  const wanting = targets
    .map((target) => ({ ...effectivePolicy(policies, target), silence: target.silence }))
    .filter((policy) => isWanted(policy, alert));
  const listening = wanting.filter(({ silence }) => silence === null);
  const channelsOf = (those: readonly EffectivePolicy[]): ChannelRecord[] => {
    const ids = new Set(
      those.flatMap((policy) =>
        chosenChannels(channels, policy, policies.defaults.channelIds).channels.map(({ id }) => id),
      ),
    );
    return usableChannels(channels).filter(({ id }) => ids.has(id));
  };
  return {
    receivers: channelsOf(listening),
    listeners: channelsOf(wanting),
    isWanted: wanting.length > 0,
    silence: firstToEnd(wanting.flatMap(({ silence }) => silence ?? [])),
    reminders: mostOften(listening) ?? DEFAULT_REMINDERS,
    escalation: listening
      .flatMap(({ escalation }) => escalation)
      .toSorted((a, b) => a.afterMinutes - b.afterMinutes),
  };
}

/**
 * Returns the channels of the administrators, e-mail first. Trouble of the monitor must be told: a choice of which
 * nothing can be used is none.
 */
export function administratorsChannels(
  channels: readonly ChannelRecord[],
  chosenIds: readonly string[],
): ChannelRecord[] {
  const all = usableChannels(channels);
  const chosen = all.filter(({ id }) => chosenIds.includes(id));
  return chosen.length > 0 ? chosen : all;
}

/** Whoever was told that an alert opened is told what becomes of it, whatever has been changed since. */
export const notifiedChannels = (deliveries: readonly DeliveryRecord[]): Receiver[] =>
  deliveries.flatMap(({ event, channelId, channelKind, channelName = '' }) =>
    event === 'opened' && channelId !== null && channelKind !== 'in-app'
      ? [{ id: channelId, kind: channelKind, name: channelName }]
      : [],
  );

const firstToEnd = (silences: readonly Silence[]): Silence | null =>
  silences.reduce<Silence | null>(
    (first, one) => (first === null || one.until < first.until ? one : first),
    null,
  );
