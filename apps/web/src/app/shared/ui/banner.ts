import { booleanAttribute, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { sharedWords } from '../words/shared';
import { Icon } from './icon';
import type { IconName } from './icons';

/** A state that fills the place of content: nothing there yet, or it could not be loaded. */
@Component({
  selector: 'app-banner',
  imports: [Icon, MatButton],
  template: `
    <app-icon [name]="icon()" />
    @if (isPage()) {
      <h1>{{ title() }}</h1>
    } @else {
      <h2>{{ title() }}</h2>
    }
    @if (text()) {
      <p class="soft">{{ text() }}</p>
    }
    @if (canRetry()) {
      <button matButton="outlined" type="button" (click)="retry.emit()">{{ words.retry }}</button>
    }
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 8px;
      padding: 48px 24px;
      text-align: center;
    }
    app-icon {
      width: 32px;
      height: 32px;
      color: var(--ink-soft);
    }
    p {
      max-width: 52ch;
    }
  `,
})
export class Banner {
  readonly icon = input.required<IconName>();
  readonly title = input.required<string>();
  readonly text = input<string>();
  readonly canRetry = input(false);
  /** The notice is all there is, so its title is the page's. */
  readonly isPage = input(false, { transform: booleanAttribute });
  readonly retry = output();

  protected readonly words = sharedWords;
}
