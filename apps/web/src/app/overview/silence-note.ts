import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Maintenance } from '@app/domain/alerting';
import { Clock } from '../shared/data/clock';
import { Icon } from '../shared/ui/icon';
import { formatMoment } from '../shared/util/instant';
import { shownSilenceWords as silenceWords } from '../shared/words/silence-shown';
import { OngoingSilences } from './data/ongoing-silences';

/** What keeps people from being told of anything now: mutes and maintenance that are on. */
@Component({
  selector: 'app-silence-note',
  imports: [Icon, RouterLink],
  template: `
    @for (note of notes(); track note.place) {
      <a routerLink="/settings" [fragment]="note.place">
        <app-icon [name]="note.icon" /><span class="wrap-anywhere">{{ note.text }}</span>
      </a>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    a {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-height: 28px;
      padding: 2px 12px;
      border-radius: 14px;
      background: var(--status-unknown-tint);
      color: var(--status-unknown);
      font-weight: 600;
      text-decoration: none;
    }
    a:hover {
      text-decoration: underline;
    }
    app-icon {
      width: 16px;
      height: 16px;
    }
  `,
})
export class SilenceNote {
  readonly #clock = inject(Clock);
  readonly #silences = inject(OngoingSilences);
  protected readonly notes = computed(() => {
    const now = this.#clock.coarse();
    const muted = this.#muted(now);
    const maintained = this.#maintained(now);
    return [
      ...(muted === null ? [] : [{ place: 'mutes', icon: silenceWords.icons.mute, text: muted }]),
      ...(maintained === null
        ? []
        : [{ place: 'maintenance', icon: silenceWords.icons.maintenance, text: maintained }]),
    ];
  });

  #muted(now: Date): string | null {
    const mutes = this.#silences.mutes.value()?.items.filter(({ until }) => until > now) ?? [];
    const ofAll = mutes.filter(({ targetId, tag }) => targetId === null && tag === null).at(-1);
    if (ofAll) return silenceWords.everythingMuted(formatMoment(ofAll.until, now));
    return mutes.length === 0 ? null : silenceWords.someMuted(mutes.length);
  }

  #maintained(now: Date): string | null {
    const active = (this.#silences.windows.value()?.items ?? []).flatMap((window) => {
      const until = endAt(window, now);
      return until ? [{ name: window.name, until }] : [];
    });
    const [first] = active;
    if (!first) return null;
    return active.length > 1
      ? silenceWords.someMaintenance(active.length)
      : silenceWords.maintenanceNamed(first.name, formatMoment(first.until, now));
  }
}

/** When a window is over, while it goes on: it may have begun since it was read. */
function endAt({ activeUntil, next }: Maintenance, now: Date): Date | null {
  if (activeUntil && activeUntil > now) return activeUntil;
  return next.find(({ from, to }) => from <= now && now < to)?.to ?? null;
}
