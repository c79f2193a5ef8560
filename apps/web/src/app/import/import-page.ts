import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { form } from '@angular/forms/signals';
import { MatAnchor, MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { ImportKind, ImportReport } from '@app/domain';
import { Api } from '../shared/data/api';
import { asRefusal } from '../shared/data/refusal';
import { TextField } from '../shared/form/text-field';
import { ButtonGroup, type Option } from '../shared/ui/button-group';
import { formWords } from '../shared/words/form';
import { importWords } from '../shared/words/import';
import { ImportVerdicts } from './import-verdicts';

const ROWS = 10;

/** Adds what a pasted list names, once everybody could see what will become of each line. */
@Component({
  selector: 'app-import-page',
  imports: [ButtonGroup, ImportVerdicts, MatAnchor, MatButton, RouterLink, TextField],
  templateUrl: './import-page.html',
  styleUrl: './import-page.scss',
  host: { class: 'page' },
})
export class ImportPage {
  readonly #api = inject(Api);
  readonly #draft = signal({ text: '', tags: '' });

  protected readonly words = importWords;
  protected readonly labels = formWords;
  protected readonly rows = ROWS;
  protected readonly form = form(this.#draft);
  protected readonly kind = signal<ImportKind>('domain');
  protected readonly kinds: readonly Option<ImportKind>[] = [
    { value: 'domain', word: importWords.kinds.domain },
    { value: 'site', word: importWords.kinds.site },
  ];
  readonly #asked = computed(() => ({ ...this.#draft(), kind: this.kind() }));
  /** What was said of a list says nothing of another one. */
  protected readonly report = linkedSignal<unknown, ImportReport | null>({
    source: this.#asked,
    computation: () => null,
  });
  protected readonly refusal = linkedSignal<unknown, string | null>({
    source: this.#asked,
    computation: () => null,
  });
  protected readonly isDone = linkedSignal<unknown, boolean>({
    source: this.#asked,
    computation: () => false,
  });
  protected readonly isBusy = signal(false);
  protected readonly isEmpty = computed(() => this.#draft().text.trim() === '');
  protected readonly addable = computed(() =>
    this.isDone() ? 0 : (this.report()?.counts.created ?? 0),
  );
  protected readonly summary = computed(() => {
    const report = this.report();
    return report ? importWords.summary(report.counts, this.isDone()) : '';
  });

  protected async check(event: Event): Promise<void> {
    event.preventDefault();
    await this.#send(true);
  }

  protected async add(): Promise<void> {
    await this.#send(false);
  }

  async #send(dryRun: boolean): Promise<void> {
    if (this.isBusy()) return;
    const asked = this.#asked();
    const { text, kind } = asked;
    const tags = asked.tags
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
    this.isBusy.set(true);
    this.refusal.set(null);
    try {
      // Addresses stay web sites: only names without a scheme need to be told what they stand for.
      const only = kind === 'site' ? { kind } : {};
      const report = await this.#api.client.targets.import.mutate({ text, tags, dryRun, ...only });
      if (asked !== this.#asked()) return;
      this.report.set(report);
      this.isDone.set(!dryRun);
    } catch (error) {
      this.refusal.set(asRefusal(error).message);
    } finally {
      this.isBusy.set(false);
    }
  }
}
