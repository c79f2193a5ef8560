import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { foundTargets } from '../../shared/data/found-targets';
import { Icon } from '../../shared/ui/icon';
import { paletteWords } from '../../shared/words/palette';
import { type Choice, choicesFor, wishOf } from './choices';

/** One field that leads to every page and every target, and does what a target's menu offers. */
@Component({
  selector: 'app-palette',
  imports: [Icon, MatDialogModule],
  template: `
    <h2 mat-dialog-title class="unseen">{{ words.title }}</h2>
    <mat-dialog-content>
      <input
        #line
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        aria-autocomplete="list"
        aria-expanded="true"
        aria-controls="palette-choices"
        cdkFocusInitial
        [placeholder]="words.field"
        [attr.aria-label]="words.field"
        [attr.aria-activedescendant]="active()?.id"
        (input)="text.set(line.value)"
        (keydown)="press($event)"
      />
      <ul id="palette-choices" role="listbox" class="plain-list" [attr.aria-label]="words.list">
        @for (choice of choices(); track choice.id) {
          <li
            role="option"
            tabindex="-1"
            [id]="choice.id"
            [attr.aria-selected]="choice === active()"
            (pointermove)="at.set($index)"
            (click)="take(choice)"
            (keydown.enter)="take(choice)"
          >
            <app-icon [name]="choice.icon" />
            <span class="cut">{{ choice.text }}</span>
            <span class="more cut soft">{{ choice.more }}</span>
          </li>
        }
      </ul>
      <p class="soft" role="status">
        {{ choices().length === 0 ? words.nothing : words.found(choices().length) }}
      </p>
      <p class="soft">{{ words.hint }}</p>
    </mat-dialog-content>
  `,
  styles: `
    mat-dialog-content {
      padding: 16px !important;
    }
    input {
      width: 100%;
      height: 44px;
      padding: 0 12px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 6px;
      background: transparent;
      color: inherit;
      font: inherit;
    }
    input::placeholder {
      color: var(--ink-soft);
      opacity: 1;
    }
    ul {
      max-height: min(50vh, 400px);
      margin: 8px 0;
      overflow-y: auto;
    }
    li {
      display: flex;
      align-items: center;
      gap: 12px;
      min-height: 36px;
      padding: 4px 12px;
      border-radius: 6px;
      cursor: pointer;
    }
    li[aria-selected='true'] {
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }
    .more {
      flex: 1;
      text-align: right;
      font-size: 12px;
    }
    p {
      font-size: 12px;
    }
  `,
})
export class Palette {
  readonly data = inject<null>(MAT_DIALOG_DATA);
  readonly ref = inject<MatDialogRef<unknown, Choice>>(MatDialogRef);

  protected readonly words = paletteWords;
  protected readonly text = signal('');
  readonly #search = computed(() => {
    const { search } = wishOf(this.text());
    return search === '' ? null : search;
  });
  readonly #found = foundTargets(this.#search);
  protected readonly choices = computed(() =>
    choicesFor(this.text(), this.#search() === null ? [] : this.#found()),
  );
  /** The choice that Enter takes; the first one of other choices. */
  protected readonly at = linkedSignal<unknown, number>({
    source: this.choices,
    computation: () => 0,
  });
  protected readonly active = computed(() => this.choices()[this.at()] ?? null);

  protected press(event: KeyboardEvent): void {
    const last = this.choices().length - 1;
    const at = this.at();
    switch (event.key) {
      case 'ArrowDown':
        this.#go(event, at >= last ? 0 : at + 1);
        break;
      case 'ArrowUp':
        this.#go(event, at <= 0 ? Math.max(last, 0) : at - 1);
        break;
      case 'Enter': {
        event.preventDefault();
        const choice = this.active();
        if (choice) this.take(choice);
        break;
      }
    }
  }

  protected take(choice: Choice): void {
    this.ref.close(choice);
  }

  #go(event: KeyboardEvent, at: number): void {
    event.preventDefault();
    this.at.set(at);
    const list = event.target instanceof Element ? event.target.nextElementSibling : null;
    list?.children[at]?.scrollIntoView({ block: 'nearest' });
  }
}
