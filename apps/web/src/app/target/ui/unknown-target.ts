import { Component } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Banner } from '../../shared/ui/banner';
import { shellWords } from '../../shared/words/shell';
import { targetWords } from '../../shared/words/target';

/** Stands in the place of a target that is not there. */
@Component({
  selector: 'app-unknown-target',
  imports: [Banner, MatAnchor, RouterLink],
  template: `
    <app-banner
      class="panel"
      icon="unknown"
      isPage
      [title]="words.notFound"
      [text]="words.notFoundHint"
    >
      <a matButton="outlined" routerLink="/">{{ toOverview }}</a>
    </app-banner>
  `,
})
export class UnknownTarget {
  protected readonly words = targetWords;
  protected readonly toOverview = shellWords.toOverview;
}
