import { Component, computed, input, viewChild } from '@angular/core';
import { policyRules } from '../shared/data/alert-rules';
import { channelList } from '../shared/data/channel-list';
import { guardTab, type HoldsEdits } from '../shared/actions/unsaved-edits';
import { LoadState } from '../shared/ui/load-state';
import { openedTarget } from './data/opened-target';
import { SettingsForm } from './settings-form';
import { TargetHead } from './ui/target-head';
import { UnknownTarget } from './ui/unknown-target';

@Component({
  selector: 'app-settings-page',
  imports: [LoadState, SettingsForm, TargetHead, UnknownTarget],
  template: `
    @if (isUnknown()) {
      <app-unknown-target />
    } @else if (target.value(); as shown) {
      <app-target-head [target]="shown" (act)="act($event)">
        <app-settings-form
          [target]="shown"
          [channels]="channels.value()?.items ?? []"
          [policies]="policies.value()"
        />
      </app-target-head>
    } @else {
      <app-load-state [of]="target" [rows]="6" [height]="56" />
    }
  `,
  host: { class: 'page' },
})
export class SettingsPage implements HoldsEdits {
  readonly id = input.required<string>();

  protected readonly form = viewChild(SettingsForm);
  readonly hasEdits = computed(() => this.form()?.hasEdits() ?? false);
  readonly #opened = openedTarget(this.id);
  protected readonly target = this.#opened.target;
  protected readonly isUnknown = this.#opened.isUnknown;
  protected readonly act = this.#opened.act;
  protected readonly channels = channelList();
  protected readonly policies = policyRules();

  constructor() {
    guardTab(this.hasEdits);
  }
}
