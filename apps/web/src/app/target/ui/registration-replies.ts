import { Component, input } from '@angular/core';
import type { RegistryReply } from '@app/domain';
import { Timestamp } from '../../shared/ui/timestamp';
import { registrationWords } from '../../shared/words/registration';

/** What registries said in the newest lookup, where that did not state the date that counts. */
@Component({
  selector: 'app-registration-replies',
  imports: [Timestamp],
  template: `
    <details>
      <summary>{{ words.replies }}</summary>
      @for (reply of replies(); track $index) {
        <p class="wrap-anywhere">
          {{ words.replyOf(reply.server, reply.service) }}
          <app-timestamp class="soft" [at]="reply.at" />
        </p>
        <pre class="wrap-anywhere">{{ reply.text }}</pre>
      }
    </details>
  `,
  styles: `
    :host {
      display: block;
      margin-top: 16px;
    }

    summary {
      cursor: pointer;
    }

    p {
      margin: 12px 0 4px;
    }

    pre {
      margin: 0;
      font-size: 12px;
      line-height: 18px;
      white-space: pre-wrap;
    }
  `,
})
export class RegistrationReplies {
  readonly replies = input.required<RegistryReply[]>();
  protected readonly words = registrationWords;
}
