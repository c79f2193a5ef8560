import {
  Component,
  computed,
  effect,
  inject,
  linkedSignal,
  signal,
  untracked,
} from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { MatSnackBar } from '@angular/material/snack-bar';
import { DEFAULT_SETTINGS, type Settings } from '@app/domain';
import { Api } from '../shared/data/api';
import { installationSettings } from '../shared/data/installation-settings';
import { fieldError } from '../shared/form/field-error';
import { FigureField } from '../shared/form/figure-field';
import { judgedForm } from '../shared/form/judged-form';
import { TimeZoneField } from '../shared/pickers/time-zone-field';
import { LoadState } from '../shared/ui/load-state';
import { settingsWords } from '../shared/words/settings';
import { recordsChange, recordsDraftOf, recordsIssues, toRecordsPath } from './data/records-draft';

/** The days of statistics, and for how long everything is kept. */
@Component({
  selector: 'app-records-section',
  imports: [FigureField, FormField, LoadState, MatButton, MatSlideToggle, TimeZoneField],
  template: `
    <div class="section-head">
      <h2>{{ words.records }}</h2>
    </div>
    <p class="section-hint soft">{{ words.recordsHint }}</p>
    @if (settings.value()) {
      <form novalidate (submit)="save($event)">
        <app-time-zone-field
          class="zone"
          [field]="form.timeZone"
          [label]="words.timeZone"
          [hint]="words.timeZoneHint"
        />
        @for (days of kept; track days) {
          <app-figure-field [field]="form[days]" [label]="words[days]" [unit]="words.days" />
        }
        <mat-slide-toggle class="wide" [formField]="form.archive">{{
          words.archive
        }}</mat-slide-toggle>
        @if (fieldError(form); as error) {
          <p class="error wide" role="alert">{{ error }}</p>
        }
        <div class="wide">
          <button matButton="filled" type="submit" [disabled]="form().submitting()">
            {{ form().submitting() ? words.saving : words.save }}
          </button>
          @if (hasEdits()) {
            <button matButton type="button" (click)="undo()">{{ words.undo }}</button>
          }
        </div>
      </form>
    }
    <app-load-state [of]="settings" [rows]="4" [height]="48" />
  `,
  styleUrl: './_section.scss',
  styles: `
    form {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(240px, 1fr));
      gap: 12px 16px;
      padding: 4px 16px 16px;
    }
    .zone,
    .wide {
      grid-column: 1 / -1;
    }
    .zone {
      max-width: 480px;
    }
  `,
})
export class RecordsSection {
  readonly #api = inject(Api);
  readonly #snackBar = inject(MatSnackBar);
  protected readonly words = settingsWords;
  protected readonly fieldError = fieldError;
  protected readonly kept = ['checkDays', 'evidenceDays', 'alertDays', 'auditDays'] as const;
  protected readonly settings = installationSettings();
  /** What the form began with. */
  readonly #shown = signal<Settings>(DEFAULT_SETTINGS);
  readonly #draft = linkedSignal(() => recordsDraftOf(this.#shown()));
  readonly #judged = judgedForm(this.#draft, { judge: recordsIssues, toFormPath: toRecordsPath });
  protected readonly form = this.#judged.fields;
  readonly hasEdits = computed(
    (): boolean => JSON.stringify(this.#draft()) !== JSON.stringify(recordsDraftOf(this.#shown())),
  );

  constructor() {
    effect(() => {
      const settings = this.settings.value();
      untracked(() => {
        if (settings && !this.hasEdits()) this.#show(settings);
      });
    });
  }

  protected undo(): void {
    this.#show(this.settings.value() ?? DEFAULT_SETTINGS);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const isSaved = await this.#judged.send(async (draft) => {
      const saved = await this.#api.client.settings.update.mutate(recordsChange(draft));
      this.#show(saved);
      this.settings.value.set(saved);
    });
    if (isSaved) this.#snackBar.open(settingsWords.saved);
  }

  #show(settings: Settings): void {
    this.#shown.set(settings);
    this.form().reset(recordsDraftOf(settings));
  }
}
