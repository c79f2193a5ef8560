import { Component, DOCUMENT, effect, inject, signal } from '@angular/core';
import { ButtonGroup, type Option } from '../shared/ui/button-group';
import { chooseTheme, storedTheme, type Theme, THEMES } from '../shared/util/theme';
import { settingsWords } from '../shared/words/settings';

/** How the app looks in this browser. */
@Component({
  selector: 'app-appearance-section',
  imports: [ButtonGroup],
  template: `
    <div class="section-head">
      <h2>{{ words.appearance }}</h2>
      <app-button-group [label]="words.theme" [options]="options" [(value)]="theme" />
    </div>
    <p class="section-hint soft">{{ words.appearanceHint }}</p>
  `,
  styleUrl: './_section.scss',
})
export class AppearanceSection {
  protected readonly words = settingsWords;
  protected readonly theme = signal<Theme>(storedTheme());
  protected readonly options: readonly Option<Theme>[] = THEMES.map((value) => ({
    value,
    word: settingsWords.themes[value],
  }));

  constructor() {
    const document = inject(DOCUMENT);
    effect(() => {
      chooseTheme(document, this.theme());
    });
  }
}
