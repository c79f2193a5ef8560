import { Component, computed, input } from '@angular/core';
import type { Target } from '@app/domain';
import { policyRules } from '../shared/data/alert-rules';
import { channelList } from '../shared/data/channel-list';
import { TellingLine } from '../shared/policy/telling-line';

/** Reads the rules, and says who is told if the target goes down now. */
@Component({
  selector: 'app-target-telling',
  imports: [TellingLine],
  template: `
    @if (rules(); as rules) {
      <app-telling-line
        [tags]="target().tags"
        [alerting]="target().alerting"
        [policies]="rules.policies"
        [channels]="rules.channels"
      />
    }
  `,
})
export class TargetTelling {
  readonly target = input.required<Target>();

  readonly #policies = policyRules();
  readonly #channels = channelList();
  protected readonly rules = computed(() => {
    const policies = this.#policies.value();
    const channels = this.#channels.value()?.items;
    return policies && channels ? { policies, channels } : null;
  });
}
