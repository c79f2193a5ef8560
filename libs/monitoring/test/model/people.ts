import type { ChannelRecord } from '@app/domain';
import { acknowledgeAlert, unacknowledgeAlert } from '../../src/alerts/acknowledge-alert.ts';
import { createMaintenance } from '../../src/alert-rules/maintenance.ts';
import { createMute, removeMute } from '../../src/alert-rules/mutes.ts';
import { updatePolicies } from '../../src/alert-rules/policies.ts';
import { createChannel, removeChannel, updateChannel } from '../../src/channels/change-channels.ts';
import { testChannel } from '../../src/channels/test-channel.ts';
import { type Context, systemContext } from '../../src/context.ts';
import { dismissDeliveries } from '../../src/deliveries/dismiss-deliveries.ts';
import { redriveDelivery } from '../../src/deliveries/redrive-delivery.ts';
import type { Setup, Step } from './schedule.ts';
import type { Sites } from './sites.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
const KINDS = ['slack', 'email', 'webhook'] as const;
export const RECIPIENTS = ['a@example.test', 'b@example.test'];

type StepOf<D extends Step['do']> = Extract<Step, { do: D }>;

/** Whoever uses the monitor, through the use cases that its pages call. */
export class People {
  readonly #world: World;
  readonly #sites: Sites;
  #channels = 0;
  /** What a person did that may have a message come twice, or late. */
  readonly redriven = new Set<string>();

  constructor(world: World, sites: Sites) {
    this.#world = world;
    this.#sites = sites;
  }

  /** Sets the monitor up before anything happens. */
  async settleIn(setup: Setup): Promise<void> {
    const { hasFallback, hasDefaultChannel, escalateMinutes, reminderMinutes } = setup;
    for (let left: number = KINDS.length; left > 0; left--)
      await this.#do((context) => createChannel(context, this.#newChannel(null)));
    const [first, second, third] = this.#world.channelList;
    if (first && second && hasFallback) this.#change(first.id, { fallbackChannelId: second.id });
    const escalation =
      escalateMinutes !== null && third
        ? [{ afterMinutes: escalateMinutes, channelIds: [third.id] }]
        : null;
    const reminders = { everyMinutes: reminderMinutes, growing: false, atMost: 3 };
    const channelIds = hasDefaultChannel && first ? [first.id] : null;
    await this.#do((context) =>
      updatePolicies(context, { defaults: { channelIds, reminders, escalation } }),
    );
  }

  async perform(step: Step): Promise<void> {
    switch (step.do) {
      case 'acknowledge': {
        await this.#acknowledge(step);
        return;
      }
      case 'unacknowledge': {
        const alert = this.#nth(
          this.#world.alertList.filter(({ acknowledgedAt }) => acknowledgedAt),
          step.alert,
        );
        await this.#do((context) => unacknowledgeAlert(context, alert?.id ?? ''));
        return;
      }
      case 'mute': {
        await this.#mute(step);
        return;
      }
      case 'unmute': {
        const mute = this.#nth(this.#world.rules.rules.mutes, step.mute);
        await this.#do((context) => removeMute(context, mute?.id ?? ''));
        return;
      }
      case 'maintain': {
        const once = { from: this.#world.time.now(), to: this.#at(step.minutes) };
        const window = { name: 'work', targetIds: [this.#sites.name(step.target)], tags: [] };
        await this.#do((context) =>
          createMaintenance(context, { ...window, once, timeZone: 'UTC' }),
        );
        return;
      }
      case 'choose': {
        await this.#choose(step);
        return;
      }
      case 'decide on tag': {
        await this.#decideOnTag(step);
        return;
      }
      case 'redrive': {
        const lost = [...this.#world.deliveries.records.values()].filter(({ state }) =>
          ['dead', 'dismissed', 'dropped'].includes(state),
        );
        const delivery = this.#nth(lost, step.delivery);
        if (!delivery) return;
        this.redriven.add(delivery.id);
        await this.#do((context) => redriveDelivery(context, delivery.id));
        return;
      }
      default:
        await this.#performOnChannel(step);
    }
  }

  async #performOnChannel(step: Step): Promise<void> {
    const { channelList } = this.#world;
    const channel = 'channel' in step ? this.#nth(channelList, step.channel) : undefined;
    const id = channel?.id ?? '';
    switch (step.do) {
      case 'receive':
        this.#world.receivers.behave(id, step.manner);
        return;
      case 'turn': {
        await this.#do((context) => updateChannel(context, { id, enabled: step.on }));
        return;
      }
      case 'fall back': {
        const to = step.to === null ? null : (this.#nth(channelList, step.to)?.id ?? null);
        await this.#do((context) => updateChannel(context, { id, fallbackChannelId: to }));
        return;
      }
      case 'be quiet': {
        await this.#do((context) =>
          updateChannel(context, { id, quietHours: this.#quietHours(step) }),
        );
        return;
      }
      case 'remove channel': {
        const by = step.replaceWith === null ? null : this.#nth(channelList, step.replaceWith)?.id;
        const replaced = by && by !== id ? { replaceWith: by } : {};
        await this.#do((context) => removeChannel(context, { id, force: true, ...replaced }));
        return;
      }
      case 'add channel': {
        await this.#do((context) => createChannel(context, this.#newChannel(null)));
        return;
      }
      case 'dismiss': {
        await this.#do((context) => dismissDeliveries(context, { channelId: id }));
        return;
      }
      case 'test': {
        await this.#do((context) => testChannel(context, { id }));
        return;
      }
      default:
    }
  }

  async #acknowledge({ alert, minutes }: StepOf<'acknowledge'>): Promise<void> {
    const open = this.#world.alertList.filter(({ state }) => state === 'open');
    const id = this.#nth(open, alert)?.id ?? '';
    const until = minutes === null ? {} : { until: this.#at(minutes) };
    await this.#do((context) => acknowledgeAlert(context, { id, ...until }));
  }

  async #mute({ of, target, minutes }: StepOf<'mute'>): Promise<void> {
    const what =
      of === 'target'
        ? { targetId: this.#sites.name(target) }
        : of === 'tag'
          ? { tag: 'shop' }
          : {};
    await this.#do((context) => createMute(context, { ...what, until: this.#at(minutes) }));
  }

  async #choose({ target, channels, kinds }: StepOf<'choose'>): Promise<void> {
    const { targets, channelList } = this.#world;
    const record = targets.records.get(this.#sites.name(target));
    if (!record || record.removedAt) return;
    const channelIds = channels?.flatMap((n) => this.#nth(channelList, n)?.id ?? []) ?? null;
    const alerting = {
      ...record.alerting,
      channelIds: channelIds && [...new Set(channelIds)],
      kinds: kinds === 'all' ? null : ['down' as const],
    };
    await this.#do(async ({ ports }) => {
      if (!(await ports.targets.change(record.id, record.version, { alerting }))) return;
      await ports.alerts.lookAgain(ports.now(), [record.id]);
    });
  }

  async #decideOnTag({
    tag,
    channels,
    kinds,
    isGraveOnly,
  }: StepOf<'decide on tag'>): Promise<void> {
    const { channelList, rules } = this.#world;
    const channelIds = channels?.flatMap((n) => this.#nth(channelList, n)?.id ?? []) ?? null;
    const policy = {
      ...{ tag, channelIds: channelIds && [...new Set(channelIds)] },
      kinds: kinds === 'all' ? null : ['down' as const],
      minimumSeverity: isGraveOnly ? ('critical' as const) : null,
    };
    const others = rules.rules.policies.byTag.filter((one) => one.tag !== tag);
    await this.#do((context) => updatePolicies(context, { byTag: [...others, policy] }));
  }

  #quietHours({ minutes, holdDown }: StepOf<'be quiet'>): ChannelRecord['quietHours'] {
    if (minutes === null) return null;
    const clock = (at: Date): string => at.toISOString().slice(11, 16);
    return {
      from: clock(this.#world.time.now()),
      to: clock(this.#at(minutes)),
      timeZone: 'UTC',
      holdDown,
    };
  }

  #newChannel(fallbackChannelId: string | null): Parameters<typeof createChannel>[1] {
    const kind = KINDS[this.#channels++ % KINDS.length];
    const base = { name: `channel ${this.#channels}`, enabled: true, fallbackChannelId };
    if (kind === 'email') return { ...base, kind, config: { to: RECIPIENTS } };
    const url = 'http://receiver.test';
    return kind === 'slack'
      ? { ...base, kind, config: { url } }
      : { ...base, kind: 'webhook', config: { url, format: 'netumo' } };
  }

  #change(id: string, change: Partial<Pick<ChannelRecord, 'fallbackChannelId'>>): void {
    void this.#world.channels.store.update(id, change);
  }

  #at(minutes: number): Date {
    return new Date(this.#world.time.now().getTime() + minutes * MINUTE_MS);
  }

  #nth<T>(items: readonly T[], n: number): T | undefined {
    return items[n % Math.max(1, items.length)];
  }

  /** Begins something; whoever asks does not wait, and is told where it cannot be. */
  async #do(run: (context: Context) => Promise<unknown>): Promise<void> {
    const { ports } = this.#world.person();
    void run(systemContext(ports, { name: 'person' })).catch(() => undefined);
    await this.#world.time.settle();
  }
}
