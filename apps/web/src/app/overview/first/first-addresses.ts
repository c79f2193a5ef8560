import {
  Component,
  computed,
  effect,
  inject,
  linkedSignal,
  output,
  signal,
  untracked,
} from '@angular/core';
import { form } from '@angular/forms/signals';
import { MatAnchor, MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type ImportReport, readTargetList } from '@app/domain';
import { isWholeAddress, meantAddresses } from '../../add/meant-addresses';
import { ProbeVerdict } from '../../add/probe-verdict';
import { Prober } from '../../add/prober';
import { ImportVerdicts } from '../../import/import-verdicts';
import { guardTab } from '../../shared/actions/unsaved-edits';
import { Api } from '../../shared/data/api';
import { asRefusal } from '../../shared/data/refusal';
import { TextField } from '../../shared/form/text-field';
import { firstWords } from '../../shared/words/first';
import { meantLines } from './meant-lines';

const ROWS = 3;

/** Asks what is to be watched: one address or many, each tried before it is added. */
@Component({
  selector: 'app-first-addresses',
  imports: [ImportVerdicts, MatAnchor, MatButton, ProbeVerdict, RouterLink, TextField],
  template: `
    <h2>{{ words.watchTitle }}</h2>
    <form novalidate (submit)="watch($event)">
      <app-text-field
        [field]="form.text"
        [label]="words.addresses"
        [hint]="words.addressesHint"
        [rows]="rows"
        [autofocus]="true"
      />
      <app-probe-verdict [verdict]="verdict()" [typed]="form.text().value()" />
      @if (refusal(); as error) {
        <p class="error" role="alert">{{ error }}</p>
      }
      <div class="actions">
        <button matButton="filled" type="submit" [disabled]="isBusy() || isEmpty()">
          {{ isBusy() ? words.starting : words.watch }}
        </button>
        @if (report()?.counts?.created) {
          <button matButton="outlined" type="button" (click)="goOn()">{{ words.goOn }}</button>
        }
        <a matButton routerLink="/add">{{ words.allSettings }}</a>
        <a matButton routerLink="/import">{{ words.list }}</a>
        <button matButton type="button" [disabled]="isBusy()" (click)="showExamples()">
          {{ isMaking() ? words.makingExamples : words.examples }}
        </button>
      </div>
    </form>
    @if (report(); as shown) {
      <p class="left" role="status">{{ words.notWatched }}</p>
      <app-import-verdicts [verdicts]="shown.items" />
    }
  `,
  styles: `
    form {
      display: grid;
      gap: 12px;
      margin-top: 16px;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    .left {
      margin: 16px 0 8px;
      font-weight: 600;
    }
  `,
})
export class FirstAddresses {
  /** At least one was added. */
  readonly added = output<ImportReport>();
  /** There are examples now. */
  readonly shown = output();

  readonly #api = inject(Api);
  readonly #draft = signal({ text: '' });
  readonly #prober = new Prober();
  protected readonly words = firstWords;
  protected readonly rows = ROWS;
  protected readonly form = form(this.#draft);
  protected readonly verdict = this.#prober.verdict;
  protected readonly isBusy = signal(false);
  protected readonly isMaking = signal(false);
  readonly #entries = computed(() => readTargetList(this.#draft().text));
  protected readonly isEmpty = computed(() => this.#entries().length === 0);
  /** What became of the lines, where not all are watched; says nothing of other lines. */
  protected readonly report = linkedSignal<unknown, ImportReport | null>({
    source: this.#draft,
    computation: () => null,
  });
  protected readonly refusal = linkedSignal<unknown, string | null>({
    source: this.#draft,
    computation: () => null,
  });

  constructor() {
    guardTab(computed(() => !this.isEmpty() && !this.isBusy()));
    // One address is tried while it is typed; of several each line gets its verdict when they are added.
    effect(() => {
      const [first, second] = this.#entries();
      const only = first && !second && isWholeAddress(first.input) ? first.input : null;
      untracked(() => {
        this.#prober.probeSoon({ urls: only === null ? [] : meantAddresses(only) });
      });
    });
  }

  protected async watch(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isBusy() || this.isEmpty()) return;
    this.isBusy.set(true);
    try {
      const { client } = this.#api;
      const text = await meantLines(client, this.#draft().text);
      const report = await client.targets.import.mutate({ text, kind: 'site' });
      const { created, exists, invalid } = report.counts;
      if (invalid === 0 && created + exists > 0) this.added.emit(report);
      else this.report.set(report);
    } catch (error) {
      this.refusal.set(asRefusal(error).message);
    } finally {
      this.isBusy.set(false);
    }
  }

  /** Shows the product as it is after some months; the examples are easily removed again. */
  protected async showExamples(): Promise<void> {
    this.isBusy.set(true);
    this.isMaking.set(true);
    try {
      await this.#api.client.examples.add.mutate();
      this.shown.emit();
    } catch (error) {
      this.refusal.set(asRefusal(error).message);
    } finally {
      this.isBusy.set(false);
      this.isMaking.set(false);
    }
  }

  protected goOn(): void {
    const report = this.report();
    if (report) this.added.emit(report);
  }
}
