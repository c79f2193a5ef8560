import { Component, computed, inject, input, linkedSignal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import { type Channel, heedsSetting, type Target } from '@app/domain';
import type { Policies } from '@app/domain/alerting';
import { ReplayQuery } from '@app/domain/replay';
import { Api } from '../shared/data/api';
import { fieldError } from '../shared/form/field-error';
import { TextField } from '../shared/form/text-field';
import { AlertingFields } from '../shared/target-form/alerting-fields';
import { BasicFields } from '../shared/target-form/basic-fields';
import { changedSettings } from '../shared/target-form/changed-settings';
import { draftOf, type TargetDraft } from '../shared/target-form/draft';
import { DnsFields } from '../shared/target-form/dns-fields';
import { RunbookFields } from '../shared/target-form/runbook-fields';
import { ExpectFields } from '../shared/target-form/expect-fields';
import { RequestFields } from '../shared/target-form/request-fields';
import { ReplayPanel } from './replay-panel';
import { judgedSettings, targetForm } from '../shared/target-form/target-form';
import { ThresholdFields } from '../shared/target-form/threshold-fields';
import { formWords } from '../shared/words/form';

/** All settings of a target, edited in place. */
@Component({
  selector: 'app-settings-form',
  imports: [
    AlertingFields,
    BasicFields,
    DnsFields,
    RunbookFields,
    ExpectFields,
    MatButton,
    ReplayPanel,
    RequestFields,
    TextField,
    ThresholdFields,
  ],
  templateUrl: './settings-form.html',
  styleUrl: './settings-form.scss',
})
export class SettingsForm {
  readonly target = input.required<Target>();
  readonly channels = input.required<readonly Channel[]>();
  readonly policies = input.required<Policies | null>();

  readonly #api = inject(Api);
  readonly #snackBar = inject(MatSnackBar);
  protected readonly kind = computed(() => this.target().kind);
  protected readonly isDomain = computed(() => this.kind() === 'domain');
  readonly #id = computed(() => this.target().id);
  /** What was shown first. Made once for each target: live events must not overwrite what somebody types. */
  readonly #shown = linkedSignal<string, TargetDraft>({
    source: this.#id,
    computation: () => draftOf(untracked(this.target)),
  });
  readonly #draft = linkedSignal(() => this.#shown());
  readonly #judged = targetForm(this.#draft, { canOmitName: false });
  protected readonly form = this.#judged.fields;
  readonly hasEdits = computed(
    () => JSON.stringify(this.#draft()) !== JSON.stringify(this.#shown()),
  );
  /** What of the thresholds decides when it is down or slow; null while something is wrong with them. */
  protected readonly judgedThresholds = computed(() => {
    const { failuresToDown, successesToUp, slowMs, alertWhenSlow } = this.#draft().thresholds;
    const thresholds = { failuresToDown, successesToUp, slowMs, alertWhenSlow };
    return replayedThresholds(thresholds);
  });
  protected readonly words = formWords;
  protected readonly fieldError = fieldError;

  /** Whether a group of settings means anything for the target. */
  protected heeds(group: 'request' | 'expect' | 'thresholds.failuresToDown'): boolean {
    return heedsSetting(this.kind(), group);
  }

  protected undo(): void {
    this.#show(this.target());
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const isSaved = await this.#judged.send(async (draft) => {
      const settings = judgedSettings(draft, { canOmitName: false });
      const changes = changedSettings(settings, { from: this.#shown(), to: draft });
      const id = this.#id();
      this.#show(await this.#api.client.targets.update.mutate({ id, ...changes }));
    });
    if (isSaved) this.#snackBar.open(formWords.saved);
  }

  #show(target: Target): void {
    const draft = draftOf(target);
    this.#shown.set(draft);
    this.form().reset(draft);
  }
}

/** Thresholds that a replay takes; null where the schema does not. */
function replayedThresholds(thresholds: unknown): ReplayQuery['thresholds'] | null {
  const judged = ReplayQuery.shape.thresholds.safeParse(thresholds);
  return judged.success ? judged.data : null;
}
