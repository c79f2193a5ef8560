import { Component, computed, input } from '@angular/core';
import { Alerting, type Channel, DEFAULT_ALERTING } from '@app/domain';
import { DEFAULT_POLICIES, type Policies } from '@app/domain/alerting';
import { policyOf } from '../policy/policy-draft';
import { PolicyFields } from '../policy/policy-fields';
import { inheritedBy } from '../policy/policy-in-words';
import { TellingLine } from '../policy/telling-line';
import { TargetsField } from '../pickers/targets-field';
import { formWords } from '../words/form';
import type { TargetForm } from './target-form';

/** Who is told, and of what; what the target leaves open is decided by its tags and for all targets. */
@Component({
  selector: 'app-alerting-fields',
  imports: [PolicyFields, TargetsField, TellingLine],
  template: `
    <app-telling-line
      role="status"
      [tags]="tags()"
      [alerting]="alerting()"
      [policies]="rules()"
      [channels]="channels()"
    />
    <app-policy-fields [form]="form().alerting" [channels]="channels()" [inherited]="inherited()" />
    <app-targets-field
      class="parent"
      [field]="form().parents"
      [label]="words.parent"
      [hint]="words.parentHint"
      [most]="1"
      [without]="targetId()"
    />
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
    }
    .parent {
      max-width: 560px;
    }
  `,
})
export class AlertingFields {
  readonly form = input.required<TargetForm>();
  readonly channels = input.required<readonly Channel[]>();
  /** Null until they are known. */
  readonly policies = input.required<Policies | null>();
  /** The target itself, which cannot be its own parent. */
  readonly targetId = input<string>();

  protected readonly words = formWords;
  protected readonly rules = computed(() => this.policies() ?? DEFAULT_POLICIES);
  protected readonly tags = computed(() => this.form().tags().value());
  protected readonly inherited = computed(() =>
    inheritedBy(this.tags(), this.rules(), this.channels()),
  );
  /** What stands in the form; while that is not complete, what would hold without it. */
  protected readonly alerting = computed(() => {
    const draft = policyOf(this.form().alerting().value());
    const judged = Alerting.safeParse({ ...draft, mutedUntil: null });
    return judged.success ? judged.data : DEFAULT_ALERTING;
  });
}
