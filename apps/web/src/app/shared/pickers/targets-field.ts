import {
  Component,
  computed,
  type ElementRef,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MatAutocompleteModule } from '@angular/material/autocomplete';
import { MatChipsModule } from '@angular/material/chips';
import { MatFormFieldModule } from '@angular/material/form-field';
import { type FoundTarget, foundTargets } from '../data/found-targets';
import { targetNames } from '../data/target-names';
import { fieldError } from '../form/field-error';
import { FORM_FIELD_LOOK } from '../form/form-field-look';
import { Icon } from '../ui/icon';
import { pickerWords } from '../words/pickers';

/** Some targets, found by name and shown by it; the field holds their ids. */
@Component({
  selector: 'app-targets-field',
  providers: [FORM_FIELD_LOOK],
  imports: [FormField, Icon, MatAutocompleteModule, MatChipsModule, MatFormFieldModule],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <mat-chip-grid #grid [attr.aria-label]="label()" [formField]="field()">
        @for (chip of chips(); track chip.id) {
          <mat-chip-row [value]="chip.id" (removed)="remove(chip.id)">
            <span class="cut">{{ chip.name }}</span>
            <button matChipRemove type="button" [attr.aria-label]="words.removeTarget(chip.name)">
              <app-icon name="close" />
            </button>
          </mat-chip-row>
        }
      </mat-chip-grid>
      <input
        #line
        autocomplete="off"
        spellcheck="false"
        [placeholder]="isFull() ? '' : words.findTarget"
        [readonly]="isFull()"
        [matChipInputFor]="grid"
        [matAutocomplete]="auto"
        [matAutocompleteDisabled]="isFull()"
        (input)="text.set(line.value)"
        (focus)="text.set(line.value)"
      />
      <mat-autocomplete
        #auto="matAutocomplete"
        autoActiveFirstOption
        (optionSelected)="add($event.option.value)"
      >
        @for (target of offered(); track target.id) {
          <mat-option [value]="target">
            <span class="cut name">{{ target.name }}</span>
            <span class="cut soft">{{ target.url }}</span>
          </mat-option>
        }
      </mat-autocomplete>
      @if (hint()) {
        <mat-hint>{{ hint() }}</mat-hint>
      }
      <mat-error>{{ fieldError(field()) }}</mat-error>
    </mat-form-field>
  `,
  styleUrl: './chips-field.scss',
  styles: `
    mat-option span {
      display: block;
      line-height: 20px;
    }
  `,
})
export class TargetsField {
  readonly field = input.required<FieldTree<string[]>>();
  readonly label = input.required<string>();
  readonly hint = input<string>();
  /** How many can be chosen. */
  readonly most = input(500);
  /** A target that cannot be chosen: itself, for its own parent. */
  readonly without = input<string>();

  protected readonly words = pickerWords;
  protected readonly fieldError = fieldError;
  /** What is looked for; null until somebody begins. */
  protected readonly text = signal<string | null>(null);
  readonly #found = foundTargets(this.text);
  readonly #ids = computed(() => this.field()().value());
  readonly #names = targetNames(this.#ids);
  /** Names of targets that were chosen here, so that none is asked for twice. */
  readonly #picked = linkedSignal<unknown, ReadonlyMap<string, string>>({
    source: () => this.field(),
    computation: () => new Map(),
  });
  protected readonly isFull = computed(() => this.#ids().length >= this.most());
  protected readonly chips = computed(() =>
    this.#ids().map((id) => ({
      id,
      name: this.#picked().get(id) ?? this.#names().get(id) ?? pickerWords.goneTarget,
    })),
  );
  protected readonly offered = computed(() =>
    this.#found().filter(({ id }) => id !== this.without() && !this.#ids().includes(id)),
  );
  protected readonly box = viewChild.required<ElementRef<HTMLInputElement>>('line');

  protected add({ id, name }: FoundTarget): void {
    this.box().nativeElement.value = '';
    this.text.set('');
    this.#picked.update((names) => new Map([...names, [id, name]]));
    this.field()().value.update((ids) => [...ids, id]);
    this.field()().markAsDirty();
  }

  protected remove(id: string): void {
    this.field()().value.update((ids) => ids.filter((other) => other !== id));
    this.field()().markAsDirty();
  }
}
