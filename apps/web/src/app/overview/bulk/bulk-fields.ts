import { Component, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import type { Channel } from '@app/domain';
import { FigureField } from '../../shared/form/figure-field';
import { FORM_FIELD_LOOK } from '../../shared/form/form-field-look';
import { ChannelsField } from '../../shared/pickers/channels-field';
import { TagsField } from '../../shared/pickers/tags-field';
import { formatInterval } from '../../shared/util/figures';
import { bulkWords } from '../../shared/words/bulk';
import { formWords } from '../../shared/words/form';
import type { BulkDraft } from './bulk-draft';

/** Intervals that are offered, in seconds. */
const INTERVALS = [20, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 21_600, 43_200, 86_400];

/** Settings that several targets can get at once. */
@Component({
  selector: 'app-bulk-fields',
  providers: [FORM_FIELD_LOOK],
  imports: [ChannelsField, FigureField, FormField, MatFormFieldModule, MatSelectModule, TagsField],
  template: `
    <app-tags-field [field]="form().addTags" [label]="words.addTags" />
    <app-tags-field [field]="form().removeTags" [label]="words.removeTags" />
    <mat-form-field>
      <mat-label>{{ labels.interval }}</mat-label>
      <mat-select [formField]="form().intervalSeconds">
        <mat-option [value]="0">{{ words.unchanged }}</mat-option>
        @for (entry of intervals; track entry.seconds) {
          <mat-option [value]="entry.seconds">{{ entry.word }}</mat-option>
        }
      </mat-select>
    </mat-form-field>
    <mat-form-field>
      <mat-label>{{ words.channels }}</mat-label>
      <mat-select [formField]="form().channels">
        @for (choice of channelChoices; track choice) {
          <mat-option [value]="choice">{{ words.channelChoices[choice] }}</mat-option>
        }
      </mat-select>
    </mat-form-field>
    @if (form().channels().value() === 'own') {
      <app-channels-field
        [field]="form().channelIds"
        [label]="words.channelChoices.own"
        [channels]="channels()"
      />
    }
    <mat-form-field>
      <mat-label>{{ words.slow }}</mat-label>
      <mat-select [formField]="form().slow">
        @for (choice of slowChoices; track choice) {
          <mat-option [value]="choice">{{ words.slowChoices[choice] }}</mat-option>
        }
      </mat-select>
    </mat-form-field>
    @if (form().slow().value() === 'from') {
      <app-figure-field [field]="form().slowMs" [label]="labels.slowMs" [unit]="labels.ms" />
    }
    <div class="figures">
      <app-figure-field [field]="form().failuresToDown" [label]="labels.failuresToDown" />
      <app-figure-field [field]="form().successesToUp" [label]="labels.successesToUp" />
      <app-figure-field [field]="form().certificateDays" [label]="labels.certificateDays" />
      <app-figure-field [field]="form().domainDays" [label]="labels.domainDays" />
    </div>
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    .figures {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
      gap: 12px;
    }
  `,
})
export class BulkFields {
  readonly form = input.required<FieldTree<BulkDraft>>();
  readonly channels = input.required<readonly Channel[]>();

  protected readonly words = bulkWords;
  protected readonly labels = formWords;
  protected readonly channelChoices = ['same', 'rules', 'own'] as const;
  protected readonly slowChoices = ['same', 'none', 'from'] as const;
  protected readonly intervals = INTERVALS.map((seconds) => ({
    seconds,
    word: formatInterval(seconds),
  }));
}
