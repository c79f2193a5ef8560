import { Component, computed, input, model } from '@angular/core';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import { type ExpiryChoices, ExpirySort, type ExportExpiries } from '@app/domain';
import { expiringWords } from '../../shared/words/expiring';
import { FORM_FIELD_LOOK } from '../../shared/form/form-field-look';

type Field = keyof ExportExpiries;

interface Select {
  field: Field;
  word: string;
  all: string | null;
  options: readonly { value: string; word: string }[];
}

/** What the list is narrowed to, and its order. */
@Component({
  selector: 'app-expiry-filter',
  providers: [FORM_FIELD_LOOK],
  imports: [MatFormFieldModule, MatSelectModule],
  template: `
    @for (select of selects(); track select.field) {
      <mat-form-field>
        <mat-select
          [aria-label]="select.word"
          [value]="wanted()[select.field] ?? ''"
          (selectionChange)="choose(select.field, $event.value)"
        >
          @if (select.all !== null) {
            <mat-option value="">{{ select.all }}</mat-option>
          }
          @for (option of select.options; track option.value) {
            <mat-option [value]="option.value">{{ option.word }}</mat-option>
          }
        </mat-select>
      </mat-form-field>
    }
  `,
  styleUrl: './expiry-filter.scss',
})
export class ExpiryFilter {
  readonly choices = input.required<ExpiryChoices | null>();
  readonly wanted = model.required<ExportExpiries>();

  protected readonly selects = computed<readonly Select[]>(() => {
    const { registrars, tlds, tags } = this.choices() ?? { registrars: [], tlds: [], tags: [] };
    const words = expiringWords.filter;
    const plain = (values: readonly string[], prefix = '') =>
      values.map((value) => ({ value, word: prefix + value }));
    const all: Select[] = [
      { field: 'kind', ...words.kind, options: words.kinds },
      { field: 'registrar', ...words.registrar, options: plain(registrars) },
      { field: 'tld', ...words.tld, options: plain(tlds, '.') },
      { field: 'tag', ...words.tag, options: plain(tags) },
    ];
    const sorts = ExpirySort.options.map((value) => ({ value, word: words.sorts[value] }));
    return [
      ...all.filter(({ field, options }) => options.length > 0 || this.wanted()[field]),
      { field: 'sort', word: words.sort, all: null, options: sorts.map(endIsDefault) },
    ];
  });

  protected choose(field: Field, value: string): void {
    const { [field]: _, ...rest } = this.wanted();
    this.wanted.set(value === '' ? rest : { ...rest, [field]: value });
  }
}

/** The order by end is the one that nothing asks for. */
const endIsDefault = ({ value, word }: { value: string; word: string }) => ({
  value: value === 'end' ? '' : value,
  word,
});
