import type { ChannelRecord, OutboxEntry, TargetRecord } from '@app/domain';
import { targetRecord } from '@app/domain/testing';
import { systemContext } from '../context.ts';
import { applyOutbox } from '../outbox/apply-outbox.ts';
import { followUpAlert } from '../outbox/follow-up-alert.ts';
import { AlertDesk } from './alert-desk.ts';

const T0 = Date.parse('2026-01-01T12:00:00Z');
export const CHILD = targetRecord({ id: 'shop', name: 'Shop', intervalSeconds: 60 });

export const channel = (id: string, over: Partial<ChannelRecord> = {}): ChannelRecord =>
  ({
    id,
    kind: 'slack',
    name: id,
    enabled: true,
    config: { url: 'https://hooks.test/' },
    fallbackChannelId: null,
    createdAt: new Date(T0),
    ...over,
  }) as ChannelRecord;

/** A target with channels a and b, and what people are told of it, minute by minute. */
export class Story {
  minute = 0;
  /** How often each entry is applied: whatever is applied twice is told once. */
  times = 2;
  target: TargetRecord = CHILD;
  parent: TargetRecord | null = null;
  readonly desk = new AlertDesk(() => this.now);
  readonly context = systemContext(this.desk.ports);
  #entries = 0;
  #told = 0;

  constructor(over: Partial<TargetRecord> = {}) {
    this.target = { ...CHILD, ...over };
    this.desk.channels = [channel('a'), channel('b')];
    this.desk.ports.targets.get = async (id) =>
      [this.target, this.parent].find((one) => one?.id === id) ?? null;
  }

  get now(): Date {
    return new Date(T0 + this.minute * 60_000);
  }

  at(minute: number): Date {
    return new Date(T0 + minute * 60_000);
  }

  /** Time passes; the clock's wishes are followed each minute. */
  async until(minute: number): Promise<void> {
    while (this.minute < minute) {
      this.minute++;
      for (const alert of await this.desk.ports.alerts.due(this.now, 100)) {
        await followUpAlert(this.desk.ports, alert);
      }
    }
  }

  async apply(entry: object, about = this.target): Promise<void> {
    const intents = [{ id: `entry-${++this.#entries}`, at: this.now, ...entry } as OutboxEntry];
    const { id, name, url } = about;
    for (let i = 0; i < this.times; i++)
      await applyOutbox(this.desk.ports, { id, name, url, intents });
  }

  async down(alertId = 'down', kind = 'down'): Promise<void> {
    const cause = { is: 'failed-check' };
    const open = { type: 'open', kind, alertId, downAlertId: kind === 'down' ? null : 'down' };
    await this.apply({ ...open, severity: 'critical', cause, since: this.now });
  }

  async end(resolution = 'recovered', ...alertIds: string[]): Promise<void> {
    await this.apply({
      type: 'end',
      alertIds: alertIds.length > 0 ? alertIds : ['down'],
      resolution,
    });
  }

  /** What channels were told since the last time. */
  told(): string[] {
    for (const delivery of this.desk.deliveries) delivery.state = 'sent';
    const fresh = this.desk.deliveries.slice(this.#told);
    this.#told = this.desk.deliveries.length;
    return fresh.flatMap(({ channelId, event, alertId }) =>
      channelId === null
        ? []
        : [`${channelId} ${event}${alertId === 'down' ? '' : ` (${alertId})`}`],
    );
  }
}
