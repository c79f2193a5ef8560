import { Component, computed, input } from '@angular/core';
import type { Alerting, Channel } from '@app/domain';
import { type Policies, previewTelling } from '@app/domain/alerting';
import { policyWords } from '../words/policy';

/** Who is told if a target goes down now: at once, and later unless somebody acknowledges it. */
@Component({
  selector: 'app-telling-line',
  template: `
    <strong>{{ words.ifDown }}</strong>&ngsp;
    @if (preview().isWanted) {
      @for (step of steps(); track step.afterMinutes) {
        <span class="wrap-anywhere">{{ step.text }}{{ $last ? '' : ', ' }}</span>
      }
      @if (steps().length > 1) {
        <span class="soft"> {{ words.whenUnacknowledged }}</span>
      }
      @if (preview().source === 'fallback') {
        <span class="degraded"> {{ words.fallback }}</span>
      }
    } @else {
      <span class="degraded">{{ words.notTold }}</span>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    strong {
      font-weight: 600;
    }
  `,
})
export class TellingLine {
  readonly tags = input.required<readonly string[]>();
  readonly alerting = input.required<Alerting>();
  readonly policies = input.required<Policies>();
  readonly channels = input.required<readonly Channel[]>();

  protected readonly words = policyWords;
  protected readonly preview = computed(() =>
    previewTelling(
      { tags: this.tags(), alerting: this.alerting() },
      { policies: this.policies(), channels: this.channels() },
    ),
  );
  protected readonly steps = computed(() =>
    this.preview().steps.map(({ afterMinutes, channels }) => {
      const names = channels.map(({ name }) => name);
      return {
        afterMinutes,
        text:
          afterMinutes === 0
            ? policyWords.toldFirst(names)
            : policyWords.toldLater(afterMinutes, names),
      };
    }),
  );
}
