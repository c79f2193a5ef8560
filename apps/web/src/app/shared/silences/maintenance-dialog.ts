import { Component, computed, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import type { Maintenance } from '@app/domain/alerting';
import { nextStretches } from '@app/domain/zones';
import { Clock } from '../data/clock';
import { fieldError } from '../form/field-error';
import { FORM_FIELD_LOOK } from '../form/form-field-look';
import { judgedForm } from '../form/judged-form';
import { TextField } from '../form/text-field';
import { TagsField } from '../pickers/tags-field';
import { TargetsField } from '../pickers/targets-field';
import { TimeZoneField } from '../pickers/time-zone-field';
import { FormDialog } from '../ui/form-dialog';
import { formatWeekdayMoment, formatMoment } from '../util/instant';
import { ownTimeZone } from '../util/local-time';
import { silenceWords } from '../words/silence';
import { hoursOfDraft, type MaintenanceDraft, maintenanceIssues } from './maintenance-draft';

export interface MaintenanceDialogData {
  title: string;
  draft: MaintenanceDraft;
  send: (draft: MaintenanceDraft) => Promise<Maintenance>;
}

/** How often it is said when a window begins next. */
const TIMES_SHOWN = 3;

/** Plans a window of maintenance, or changes one. */
@Component({
  selector: 'app-maintenance-dialog',
  providers: [FORM_FIELD_LOOK],
  imports: [
    FormDialog,
    FormField,
    MatFormFieldModule,
    MatSelectModule,
    MatSlideToggle,
    TagsField,
    TargetsField,
    TextField,
    TimeZoneField,
  ],
  templateUrl: './maintenance-dialog.html',
  styles: `
    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr));
      gap: 16px;
    }
    p {
      margin-top: -8px;
      font-size: 12px;
      line-height: 16px;
    }
  `,
})
export class MaintenanceDialog {
  readonly data = inject<MaintenanceDialogData>(MAT_DIALOG_DATA);
  readonly ref = inject<MatDialogRef<unknown, Maintenance>>(MatDialogRef);

  readonly #clock = inject(Clock);
  readonly #draft = signal(this.data.draft);
  readonly #judged = judgedForm(this.#draft, { judge: maintenanceIssues });
  protected readonly form = this.#judged.fields;
  protected readonly words = silenceWords;
  protected readonly fieldError = fieldError;
  protected readonly repeats = ['once', 'weekly'] as const;
  protected readonly days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
  protected readonly localHint = silenceWords.localHint(ownTimeZone());
  protected readonly isOvernight = computed(() => {
    const { from, to } = this.#draft().weekly;
    return from !== '' && to !== '' && to <= from;
  });
  /** When it begins next, by the clock of this browser. */
  protected readonly next = computed(() => {
    const hours = hoursOfDraft(this.#draft());
    return hours ? nextStretches(hours, this.#clock.coarse(), TIMES_SHOWN) : [];
  });

  protected readonly exact = formatWeekdayMoment;
  protected clock(at: Date): string {
    return formatMoment(at, at);
  }

  protected async save(): Promise<void> {
    await this.#judged.send(async (draft) => {
      this.ref.close(await this.data.send(draft));
    });
  }
}
