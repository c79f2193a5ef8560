import { Component, input, output } from '@angular/core';
import { MatAnchor, MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Alert } from '@app/domain';
import { AlertLine } from '../../shared/ui/alert-line';
import { alertWords } from '../../shared/words/alerts';

/** One alert: its sentence, its note, the button to acknowledge it; what people were told goes inside. */
@Component({
  selector: 'app-alert-card',
  imports: [AlertLine, MatAnchor, MatButton, RouterLink],
  template: `
    <div class="head">
      <app-alert-line [alert]="alert()" />
      <div class="actions">
        <a
          matButton
          [routerLink]="['/alerts', alert().id]"
          [attr.aria-label]="words.storyOf(alert().targetName)"
          >{{ words.story }}</a
        >
        @if (alert().state === 'open') {
          <button matButton="outlined" type="button" (click)="acknowledge.emit(alert())">
            {{ words.acknowledge }}
          </button>
        }
      </div>
    </div>
    @if (alert().acknowledgedNote; as note) {
      <p class="note wrap-anywhere">{{ words.acknowledgedWith(note) }}</p>
    }
    <div class="told"><ng-content /></div>
  `,
  styles: `
    :host {
      display: block;
      padding: 12px 16px;
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: flex-start;
      justify-content: space-between;
      gap: 8px 16px;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    app-alert-line {
      flex: 1 1 320px;
    }
    @media (max-width: 700px) {
      .actions {
        margin-left: 16px;
      }
    }
    .note,
    .told {
      padding: 4px 0 0 28px;
    }
  `,
})
export class AlertCard {
  readonly alert = input.required<Alert>();
  readonly acknowledge = output<Alert>();

  protected readonly words = alertWords;
}
