import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import type { Alert } from '@app/domain';
import { Api } from './api';
import { GoneTargets } from './gone-targets';
import { LiveFeed } from './live-feed';
import { asRefusal, type Refusal } from './refusal';

const MOST = 200;

/** The alerts that are open now, oldest first, kept up to date. */
@Service()
export class OpenAlerts {
  readonly #api = inject(Api);
  readonly #goneTargets = inject(GoneTargets);
  readonly #alerts = signal<ReadonlyMap<string, Alert> | null>(null);
  readonly #refusal = signal<Refusal | null>(null);

  /** Null until the first answer. */
  readonly alerts = computed(() => {
    const alerts = this.#alerts();
    return alerts && [...alerts.values()].sort((a, b) => a.since.getTime() - b.since.getTime());
  });
  readonly refusal = this.#refusal.asReadonly();

  constructor() {
    inject(LiveFeed).listen(
      inject(DestroyRef),
      (event) => {
        if (event.type === 'alert') this.hear(event.alert);
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
      const { items, goneTargetIds } = await this.#api.client.alerts.list.query(query);
      this.#goneTargets.know(goneTargetIds);
      this.#alerts.set(new Map(items.map((alert) => [alert.id, alert])));
      this.#refusal.set(null);
    } catch (error) {
      this.#refusal.set(asRefusal(error));
    }
  }

  /** Takes over a newer state of one alert. */
  hear(alert: Alert): void {
    this.#alerts.update((alerts) => {
      const next = new Map(alerts);
      if (alert.state === 'open') next.set(alert.id, alert);
      else next.delete(alert.id);
      return next;
    });
  }
}
