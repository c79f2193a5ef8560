import { Component, computed, input } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Icon } from '../shared/ui/icon';
import type { IconName } from '../shared/ui/icons';
import { addWords } from '../shared/words/add';
import type { Verdict } from './prober';

interface Line {
  tone: 'up' | 'degraded' | 'down';
  icon: IconName;
  text: string;
}

/** What the address answered, beneath its field. Its place is kept, so that nothing jumps. */
@Component({
  selector: 'app-probe-verdict',
  imports: [Icon, MatProgressBar],
  template: `
    @if (verdict().state === 'probing') {
      <mat-progress-bar mode="indeterminate" [attr.aria-label]="words.probing" />
      <p class="soft">{{ words.probing }}</p>
    }
    @if (line(); as line) {
      <p [class]="line.tone">
        <app-icon [name]="line.icon" /><span class="wrap-anywhere">{{ line.text }}</span>
      </p>
    }
  `,
  styles: `
    :host {
      display: block;
      min-height: 24px;
    }
    p {
      display: flex;
      align-items: center;
      gap: 8px;
      font-weight: 600;
    }
    .soft {
      font-weight: 400;
    }
    app-icon {
      width: 16px;
      height: 16px;
    }
  `,
  host: { role: 'status' },
})
export class ProbeVerdict {
  readonly verdict = input.required<Verdict>();
  /** What stands in the field: an address that was only meant is named. */
  readonly typed = input('');

  protected readonly words = addWords;
  protected readonly line = computed((): Line | null => {
    const verdict = this.verdict();
    if (verdict.state === 'refused') {
      return { tone: 'down', icon: 'down', text: verdict.refusal.message };
    }
    if (verdict.state !== 'found') return null;
    const { result, url } = verdict;
    const sentence = addWords.verdict(result);
    const text = url === this.typed().trim() ? sentence : addWords.meant(url, sentence);
    switch (result.outcome) {
      case 'ok':
        return { tone: 'up', icon: 'up', text };
      case 'slow':
        return { tone: 'degraded', icon: 'degraded', text };
      case 'failed':
        return { tone: 'down', icon: 'down', text: `${text} ${addWords.verdictHint}` };
      case 'inconclusive':
        return { tone: 'degraded', icon: 'unknown', text };
    }
  });
}
