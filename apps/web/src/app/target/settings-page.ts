import { Component, effect, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { channelList } from '../shared/data/channel-list';
import { type TargetAction, TargetActor } from '../shared/data/target-actor';
import { LoadState } from '../shared/ui/load-state';
import { PageTitle } from '../shell/page-title';
import { targetById } from './data/target-by-id';
import { SettingsForm } from './settings-form';
import { TargetHead } from './ui/target-head';

@Component({
  selector: 'app-settings-page',
  imports: [LoadState, SettingsForm, TargetHead],
  template: `
    @if (target.value(); as shown) {
      <app-target-head [target]="shown" (act)="act($event)">
        <app-settings-form [target]="shown" [channels]="channels.value()?.items ?? []" />
      </app-target-head>
    } @else {
      <app-load-state [of]="target" [rows]="6" [height]="56" />
    }
  `,
  host: { class: 'page' },
})
export class SettingsPage {
  readonly id = input.required<string>();

  readonly #actor = inject(TargetActor);
  readonly #router = inject(Router);
  protected readonly target = targetById(this.id);
  protected readonly channels = channelList();

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const name = this.target.value()?.name;
      if (name) title.show(name);
    });
  }

  protected async act(action: TargetAction): Promise<void> {
    const target = this.target.value();
    if (!target) return;
    const changed = await this.#actor.act(action, target);
    if (!changed) return;
    if (action === 'remove') await this.#router.navigateByUrl('/');
    else this.target.value.set(changed);
  }
}
