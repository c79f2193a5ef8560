import { Component, computed, DestroyRef, inject } from '@angular/core';
import type { ComponentStatus } from '@app/domain';
import { allKnown } from '../shared/data/all-known';
import { Api } from '../shared/data/api';
import { installationSettings } from '../shared/data/installation-settings';
import { liveResource } from '../shared/data/live-resource';
import { LoadState } from '../shared/ui/load-state';
import { Icon } from '../shared/ui/icon';
import type { IconName } from '../shared/ui/icons';
import { Skeleton } from '../shared/ui/skeleton';
import { systemWords } from '../shared/words/system';
import { AuditLog } from './audit-log';
import { Backups } from './backups';
import { BlindnessForm } from './blindness-form';
import { DeadLetters } from './dead-letters';
import { Upkeep } from './upkeep';
import { QueueList } from './ui/queue-list';
import { StoragePart } from './storage-part';
import { RdapList } from './ui/rdap-list';
import { WorkerList } from './ui/worker-list';

/** Time between two readings while the page is open, in milliseconds. */
const REFRESH_MS = 15_000;

const LOOKS: Record<ComponentStatus, { icon: IconName; tone: string }> = {
  ok: { icon: 'up', tone: 'up' },
  degraded: { icon: 'degraded', tone: 'degraded' },
  failing: { icon: 'down', tone: 'down' },
};

@Component({
  selector: 'app-system-page',
  imports: [
    AuditLog,
    Backups,
    BlindnessForm,
    DeadLetters,
    Icon,
    LoadState,
    QueueList,
    RdapList,
    Skeleton,
    StoragePart,
    Upkeep,
    WorkerList,
  ],
  templateUrl: './system-page.html',
  styleUrl: './system-page.scss',
  host: { class: 'page' },
})
export class SystemPage {
  readonly #api = inject(Api);
  protected readonly words = systemWords;
  protected readonly health = liveResource({
    params: () => 'now',
    load: (_, signal) => this.#api.client.system.health.query(undefined, { signal }),
  });
  protected readonly queues = liveResource({
    params: () => 'now',
    load: (_, signal) => this.#api.client.system.queues.query(undefined, { signal }),
  });
  protected readonly rdapList = liveResource({
    params: () => 'now',
    load: (_, signal) => this.#api.client.system.rdapList.query(undefined, { signal }),
  });
  protected readonly settings = installationSettings();
  /** All of it comes at once, so that nothing is pushed aside. */
  protected readonly isReady = allKnown(() => [
    this.health,
    this.queues,
    this.rdapList,
    this.settings,
  ]);
  protected readonly sentence = computed(() => {
    const health = this.health.value();
    return health ? systemWords.sentence[health.status] : systemWords.title;
  });
  protected readonly parts = computed(() =>
    this.health.value()?.components.map((part) => ({
      ...part,
      ...LOOKS[part.status],
      title: systemWords.part(part.name),
      word: systemWords.statuses[part.status],
    })),
  );

  constructor() {
    const timer = setInterval(() => {
      this.health.reload();
      this.queues.reload();
      this.rdapList.reload();
    }, REFRESH_MS);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
    });
  }
}
