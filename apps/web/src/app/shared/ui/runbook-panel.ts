import { Component, computed, input } from '@angular/core';
import type { Runbook } from '@app/domain';
import { sharedWords } from '../words/shared';
import { Icon } from './icon';

/** What people wrote down to do when there is an alert. Shows nothing where nothing is written. */
@Component({
  selector: 'app-runbook-panel',
  imports: [Icon],
  template: `
    @if (shown(); as runbook) {
      <section class="panel" [attr.aria-label]="words.runbook">
        <h2>{{ words.runbook }}</h2>
        @if (runbook.note; as note) {
          <p class="note wrap-anywhere">{{ note }}</p>
        }
        @if (runbook.url; as url) {
          <a [href]="url" target="_blank" rel="noopener noreferrer"
            ><app-icon name="external" /><span class="wrap-anywhere">{{ url }}</span></a
          >
        }
      </section>
    }
  `,
  styles: `
    section {
      display: grid;
      justify-items: start;
      gap: 8px;
      padding: 16px;
    }
    .note {
      white-space: pre-line;
    }
    a {
      display: flex;
      gap: 4px;
    }
    app-icon {
      flex: none;
      width: 16px;
      height: 20px;
    }
  `,
})
export class RunbookPanel {
  readonly runbook = input.required<Runbook | null | undefined>();

  protected readonly words = sharedWords;
  protected readonly shown = computed(() => {
    const runbook = this.runbook();
    return runbook?.note || runbook?.url ? runbook : null;
  });
}
