import { Component, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { ALERT_KIND_WORDS, AlertKind, type Channel, Severity } from '@app/domain';
import { FigureField } from '../form/figure-field';
import { FORM_FIELD_LOOK } from '../form/form-field-look';
import { ChannelsField } from '../pickers/channels-field';
import { Icon } from '../ui/icon';
import { policyWords } from '../words/policy';
import type { PolicyDraft } from './policy-draft';
import type { PolicyInWords } from './policy-in-words';

/** Wait of a step that was just added, after the one before it, in minutes. */
const STEP_MINUTES = 10;

/** Who is told of what; of each decision what holds where it is left open. */
@Component({
  selector: 'app-policy-fields',
  providers: [FORM_FIELD_LOOK],
  imports: [
    ChannelsField,
    FigureField,
    FormField,
    Icon,
    MatButton,
    MatFormFieldModule,
    MatIconButton,
    MatSelectModule,
    MatSlideToggle,
  ],
  templateUrl: './policy-fields.html',
  styleUrl: './policy-fields.scss',
})
export class PolicyFields {
  readonly form = input.required<FieldTree<PolicyDraft>>();
  readonly channels = input.required<readonly Channel[]>();
  readonly inherited = input.required<PolicyInWords>();

  protected readonly words = policyWords;
  protected readonly kinds = AlertKind.options;
  protected readonly kindWords = ALERT_KIND_WORDS;
  protected readonly severities = Severity.options;

  protected addStep(): void {
    const { value } = this.form().escalation();
    const last = value().at(-1)?.afterMinutes ?? 0;
    value.update((steps) => [...steps, { afterMinutes: last + STEP_MINUTES, channelIds: [] }]);
    this.form().escalation().markAsDirty();
  }

  protected removeStep(index: number): void {
    this.form()
      .escalation()
      .value.update((steps) => steps.filter((_, at) => at !== index));
    this.form().escalation().markAsDirty();
  }
}
