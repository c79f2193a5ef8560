import { Component } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Icon } from '../shared/ui/icon';
import { settingsWords } from '../shared/words/settings';

/** Ways in and out for lists and records. */
@Component({
  selector: 'app-transfer-section',
  imports: [Icon, MatAnchor, RouterLink],
  template: `
    <div class="section-head">
      <h2>{{ words.transfer }}</h2>
      <a matButton="outlined" routerLink="/import">{{ words.importList }}</a>
    </div>
    <p class="section-hint soft">{{ words.transferHint }}</p>
    <ul class="plain-list rows">
      @for (table of tables; track table.href) {
        <li>
          <a [href]="table.href" download><app-icon name="download" />{{ table.word }}</a>
        </li>
      }
    </ul>
  `,
  styleUrl: './_section.scss',
  styles: `
    li a {
      display: flex;
      align-items: center;
      gap: 6px;
    }
  `,
})
export class TransferSection {
  protected readonly words = settingsWords;
  protected readonly tables = [
    { href: '/export/alerts.csv', word: settingsWords.tables.alerts },
    { href: '/expiry.csv', word: settingsWords.tables.expiring },
    { href: '/export/audit.csv', word: settingsWords.tables.audit },
  ];
}
