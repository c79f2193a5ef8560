import { Component } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Notice } from '../shared/ui/notice';
import { shellWords } from '../shared/words/shell';

@Component({
  selector: 'app-not-found-page',
  imports: [MatAnchor, Notice, RouterLink],
  template: `<app-notice
    icon="unknown"
    [isPage]="true"
    [title]="words.notFound"
    [text]="words.notFoundHint"
  >
    <a matButton="outlined" routerLink="/">{{ words.toOverview }}</a>
  </app-notice>`,
})
export class NotFoundPage {
  protected readonly words = shellWords;
}
