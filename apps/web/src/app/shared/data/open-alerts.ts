import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import type { Alert } from '@app/domain';
import { goesOn } from '../util/alert-course';
import { Api } from './api';
import { GoneTargets } from './gone-targets';
import { LiveFeed } from './live-feed';
import { asRefusal, type Refusal } from './refusal';

const MOST = 200;

/** Newest resolved alerts among which those are looked for that are acknowledged and go on. */
const RECENT = 100;

/**
 * The alerts whose condition goes on, oldest first, kept up to date, acknowledged ones among them: the newest of very
 * many, and all about the monitor itself.
 */
@Service()
export class OpenAlerts {
  readonly #api = inject(Api);
  readonly #goneTargets = inject(GoneTargets);
  readonly #alerts = signal<ReadonlyMap<string, Alert> | null>(null);
  readonly #refusal = signal<Refusal | null>(null);
  readonly #isPart = signal(false);

  /** Null until the first answer. */
  readonly alerts = computed(() => {
    const alerts = this.#alerts();
    return alerts && [...alerts.values()].sort((a, b) => a.since.getTime() - b.since.getTime());
  });
  readonly refusal = this.#refusal.asReadonly();
  /** There are older ones that are not here. */
  readonly isPart = this.#isPart.asReadonly();

  constructor() {
    inject(LiveFeed).listen(
      inject(DestroyRef),
      (event) => {
        if (event.type === 'alert') this.applyEvent(event.alert);
      },
      () => {
        void this.refresh();
      },
    );
    void this.refresh();
  }

  async refresh(): Promise<void> {
    try {
      const query = { state: 'open', limit: MOST } as const;
      const { list } = this.#api.client.alerts;
      const [open, recent] = await Promise.all([
        list.query(query),
        list.query({ state: 'resolved', limit: RECENT }),
      ]);
      const { items, nextCursor } = open;
      const acknowledged = recent.items.filter(goesOn);
      const isPart = nextCursor !== null;
      // A mass outage must not push out why so much is wrong.
      const own = isPart ? (await list.query({ ...query, kind: 'system' })).items : [];
      this.#goneTargets.seed([...open.goneTargetIds, ...recent.goneTargetIds]);
      this.#alerts.set(new Map([...items, ...own, ...acknowledged].map((alert) => [alert.id, alert])));
      this.#isPart.set(isPart);
      this.#refusal.set(null);
    } catch (error) {
      this.#refusal.set(asRefusal(error));
    }
  }

  /** Takes over a newer state of one alert. */
  applyEvent(alert: Alert): void {
    this.#alerts.update((alerts) => {
      const next = new Map(alerts);
      if (goesOn(alert)) next.set(alert.id, alert);
      else next.delete(alert.id);
      return next;
    });
  }
}
