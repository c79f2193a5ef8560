import { Component } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Banner } from '../../shared/ui/banner';
import { overviewWords } from '../../shared/words/overview';
import { shellWords } from '../../shared/words/shell';

/** What a new user meets first. */
@Component({
  selector: 'app-empty-overview',
  imports: [MatAnchor, Banner, RouterLink],
  template: `
    <app-banner class="panel" icon="plus" [title]="words.emptyTitle" [text]="words.emptyHint">
      <a matButton="filled" routerLink="/add">{{ add }}</a>
    </app-banner>
  `,
})
export class EmptyOverview {
  protected readonly words = overviewWords;
  protected readonly add = shellWords.add;
}
