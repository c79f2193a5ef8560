import { Component, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import type { BulkReport, Channel } from '@app/domain';
import { Api } from '../../shared/data/api';
import { Clock } from '../../shared/data/clock';
import { asRefusal } from '../../shared/data/refusal';
import { FORM_FIELD_LOOK } from '../../shared/form/form-field-look';
import { judgedForm } from '../../shared/form/judged-form';
import { TextField } from '../../shared/form/text-field';
import { guardDialog } from '../../shared/ui/guard-dialog';
import { UnsavedNote } from '../../shared/ui/unsaved-note';
import { type BulkKind, bulkWords } from '../../shared/words/bulk';
import { sharedWords } from '../../shared/words/shared';
import { silenceWords } from '../../shared/words/silence';
import { actionOf, blankBulk, bulkIssues } from './bulk-draft';
import { BulkFields } from './bulk-fields';
import { leftOut, previewLines } from './bulk-preview';
import { sendBulk } from './send-bulk';

export interface BulkDialogData {
  kind: Exclude<BulkKind, 'maintain'>;
  ids: readonly string[];
  channels: readonly Channel[];
}

/** Rest of the typing hand after which the preview is read, in milliseconds. */
const PAUSE_MS = 300;

/**
 * Shows what would become of each chosen target, and does it. Closes with what became of each; of a removal with what
 * would, because that waits until nobody wants it undone.
 */
@Component({
  selector: 'app-bulk-dialog',
  providers: [FORM_FIELD_LOOK],
  imports: [
    BulkFields,
    FormField,
    MatButton,
    MatDialogModule,
    MatFormFieldModule,
    MatSelectModule,
    TextField,
    UnsavedNote,
  ],
  templateUrl: './bulk-dialog.html',
  styleUrl: './bulk-dialog.scss',
})
export class BulkDialog {
  readonly data = inject<BulkDialogData>(MAT_DIALOG_DATA);
  readonly ref = inject<MatDialogRef<unknown, BulkReport>>(MatDialogRef);

  readonly #api = inject(Api);
  readonly #clock = inject(Clock);
  protected readonly words = bulkWords;
  protected readonly silence = silenceWords;
  protected readonly cancel = sharedWords.cancel;
  protected readonly close = sharedWords.close;
  protected readonly kind = this.data.kind;
  protected readonly lengths = ['hour', 'tomorrow', 'date'] as const;
  readonly #draft = signal(blankBulk(this.#clock.now()));
  readonly #issues = computed(() => bulkIssues(this.kind, this.#draft(), this.#clock.coarse()));
  /** That nothing is chosen yet is no fault of a field. */
  readonly #judged = judgedForm(this.#draft, {
    judge: () => this.#issues().filter(({ path }) => path !== ''),
    toFormPath: (path) => path.replace(/^(?:thresholds|alerting)\./, ''),
  });
  protected readonly form = this.#judged.fields;
  protected readonly firstIssue = computed(() => this.#issues()[0]?.message ?? null);
  readonly #action = computed(
    () =>
      this.#issues().length > 0 ? null : actionOf(this.kind, this.#draft(), this.#clock.coarse()),
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  readonly #rehearsal = resource({
    params: () => this.#action() ?? undefined,
    loader: async ({ params: action, abortSignal }) => {
      if (this.kind === 'change') await pause(PAUSE_MS, abortSignal);
      const steps = [{ ids: [...this.data.ids], action }];
      return await sendBulk(this.#api.client, steps, { dryRun: true, signal: abortSignal });
    },
  });
  protected readonly preview = computed(() =>
    this.#rehearsal.hasValue() ? this.#rehearsal.value() : null,
  );
  protected readonly isLooking = this.#rehearsal.isLoading;
  readonly #refused = linkedSignal<unknown, string | null>({
    source: this.#action,
    computation: () => null,
  });
  protected readonly refusal = computed(() => {
    const error = this.#rehearsal.error();
    return this.#refused() ?? (error ? asRefusal(error).message : null);
  });
  /** What became of them, where not all went through. */
  protected readonly outcome = signal<BulkReport | null>(null);
  protected readonly isSending = signal(false);
  readonly #blank = JSON.stringify(this.#draft());
  protected readonly guard = guardDialog(this.ref, {
    hasEdits: () => this.outcome() === null && this.#blank !== JSON.stringify(this.#draft()),
    isSending: () => this.isSending(),
  });
  readonly #through = signal(0);
  protected readonly left = computed(() => {
    const { refused = 0, failed = 0 } = this.outcome()?.counts ?? {};
    return refused + failed;
  });
  readonly #naming = computed(() => ({
    channels: new Map(this.data.channels.map(({ id, name }) => [id, name])),
    now: this.#clock.coarse(),
  }));
  protected readonly lines = computed(() => {
    const report = this.preview();
    return report ? previewLines(report, this.#naming()) : [];
  });
  protected readonly reasons = computed(() => {
    const report = this.outcome() ?? this.preview();
    return report ? leftOut(report) : [];
  });
  protected readonly verb = computed(() =>
    this.isSending() && this.#through() > 0
      ? bulkWords.working(this.#through(), this.data.ids.length)
      : bulkWords.confirm(this.kind, this.preview()?.counts.done ?? this.data.ids.length),
  );

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const [action, preview] = [this.#action(), this.preview()];
    if (!action || !preview || preview.counts.done === 0 || this.isSending()) return;
    if (this.kind === 'remove') {
      this.ref.close(preview);
      return;
    }
    this.isSending.set(true);
    try {
      const report = await sendBulk(this.#api.client, [{ ids: [...this.data.ids], action }], {
        progress: (count) => {
          this.#through.set(count);
        },
      });
      const { refused, failed } = report.counts;
      // Who was refused was named before; a fault was not to be foreseen.
      if (failed === 0 && refused <= preview.counts.refused) this.ref.close(report);
      else this.outcome.set(report);
    } catch (error) {
      this.#refused.set(asRefusal(error).message);
    } finally {
      this.isSending.set(false);
    }
  }
}

const pause = (durationMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, durationMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
