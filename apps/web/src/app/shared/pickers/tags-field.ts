import { COMMA, ENTER } from '@angular/cdk/keycodes';
import { Component, computed, type ElementRef, input, signal, viewChild } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MatAutocompleteModule, MatAutocompleteTrigger } from '@angular/material/autocomplete';
import { MatChipsModule } from '@angular/material/chips';
import { MatFormFieldModule } from '@angular/material/form-field';
import { knownTags } from '../data/known-tags';
import { fieldError } from '../form/field-error';
import { FORM_FIELD_LOOK } from '../form/form-field-look';
import { Icon } from '../ui/icon';
import { pickerWords } from '../words/pickers';

/** Suggestions that are shown at once. */
const MOST = 50;

/** Some tags, each a chip; those that targets carry already are offered. */
@Component({
  selector: 'app-tags-field',
  providers: [FORM_FIELD_LOOK],
  imports: [FormField, Icon, MatAutocompleteModule, MatChipsModule, MatFormFieldModule],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <mat-chip-grid #grid [attr.aria-label]="label()" [formField]="field()">
        @for (tag of field()().value(); track tag) {
          <mat-chip-row [value]="tag" (removed)="remove(tag)">
            <span class="cut">{{ tag }}</span>
            <button matChipRemove type="button" [attr.aria-label]="words.removeTag(tag)">
              <app-icon name="close" />
            </button>
          </mat-chip-row>
        }
      </mat-chip-grid>
      <input
        #line
        autocomplete="off"
        spellcheck="false"
        [placeholder]="words.addTag"
        [matChipInputFor]="grid"
        [matChipInputSeparatorKeyCodes]="separators"
        [matAutocomplete]="auto"
        (matChipInputTokenEnd)="end()"
        (input)="typed.set(line.value)"
        (focus)="known.want()"
        (blur)="leave()"
      />
      <mat-autocomplete
        #auto="matAutocomplete"
        (optionSelected)="add($event.option.value)"
        (closed)="leave()"
      >
        @for (tag of offered(); track tag) {
          <mat-option [value]="tag">{{ tag }}</mat-option>
        }
      </mat-autocomplete>
      @if (hint()) {
        <mat-hint>{{ hint() }}</mat-hint>
      }
      <mat-error>{{ fieldError(field()) }}</mat-error>
    </mat-form-field>
  `,
  styleUrl: './chips-field.scss',
})
export class TagsField {
  readonly field = input.required<FieldTree<string[]>>();
  readonly label = input.required<string>();
  readonly hint = input<string>();

  protected readonly words = pickerWords;
  protected readonly fieldError = fieldError;
  protected readonly separators = [ENTER, COMMA];
  protected readonly known = knownTags();
  protected readonly typed = signal('');
  protected readonly offered = computed(() => {
    const part = this.typed().trim().toLowerCase();
    const chosen = this.field()().value();
    return this.known
      .tags()
      .filter((tag) => !chosen.includes(tag) && tag.toLowerCase().includes(part))
      .slice(0, MOST);
  });
  protected readonly box = viewChild.required<ElementRef<HTMLInputElement>>('line');
  protected readonly offers = viewChild.required(MatAutocompleteTrigger);

  /** The key that ends a tag; a suggestion that is lit up is taken by the list itself. */
  protected end(): void {
    if (!this.offers().activeOption) this.#take();
  }

  /** What was typed and not ended is a tag, too: nothing typed is lost. */
  protected leave(): void {
    const { panelOpen } = this.offers();
    const line = this.box().nativeElement;
    if (!panelOpen && line !== line.ownerDocument.activeElement) this.#take();
  }

  protected add(tag: string): void {
    this.box().nativeElement.value = '';
    this.typed.set('');
    const name = tag.trim();
    const { value } = this.field()();
    if (name !== '' && !value().includes(name)) value.update((tags) => [...tags, name]);
    this.field()().markAsDirty();
  }

  protected remove(tag: string): void {
    this.field()().value.update((tags) => tags.filter((other) => other !== tag));
    this.field()().markAsDirty();
  }

  #take(): void {
    const text = this.box().nativeElement.value;
    if (text.trim() !== '') this.add(text);
  }
}
