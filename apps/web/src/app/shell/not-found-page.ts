import { Component } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Banner } from '../shared/ui/banner';
import { shellWords } from '../shared/words/shell';

@Component({
  selector: 'app-not-found-page',
  imports: [MatAnchor, Banner, RouterLink],
  template: `<app-banner
    icon="unknown"
    [isPage]="true"
    [title]="words.notFound"
    [text]="words.notFoundHint"
  >
    <a matButton="outlined" routerLink="/">{{ words.toOverview }}</a>
  </app-banner>`,
})
export class NotFoundPage {
  protected readonly words = shellWords;
}
