import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatAutocompleteModule } from '@angular/material/autocomplete';
import { MatButton } from '@angular/material/button';
import { MatExpansionModule } from '@angular/material/expansion';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSnackBar } from '@angular/material/snack-bar';
import { NO_POLICY, type Policies } from '@app/domain/alerting';
import { policyRules } from '../shared/data/alert-rules';
import { Api } from '../shared/data/api';
import { channelList } from '../shared/data/channel-list';
import { knownTags } from '../shared/data/known-tags';
import { fieldError } from '../shared/form/field-error';
import { FORM_FIELD_LOOK } from '../shared/form/form-field-look';
import { judgedForm } from '../shared/form/judged-form';
import { policyDraftOf } from '../shared/policy/policy-draft';
import { PolicyFields } from '../shared/policy/policy-fields';
import { builtIn, decisionsOf, inheritedBy } from '../shared/policy/policy-in-words';
import { LoadState } from '../shared/ui/load-state';
import { Skeleton } from '../shared/ui/skeleton';
import { policyWords } from '../shared/words/policy';
import {
  newPolicies,
  type PoliciesDraft,
  policiesDraftOf,
  policiesIssues,
  toFormPath,
} from './data/policies-draft';

const NOTHING: Policies = { defaults: NO_POLICY, byTag: [] };

/** Who is told of what, unless a target says otherwise: for all targets, and by tag. */
@Component({
  selector: 'app-alerting-section',
  providers: [FORM_FIELD_LOOK],
  imports: [
    LoadState,
    MatAutocompleteModule,
    MatButton,
    MatExpansionModule,
    MatFormFieldModule,
    MatInput,
    PolicyFields,
    Skeleton,
  ],
  templateUrl: './alerting-section.html',
  styleUrl: './alerting-section.scss',
})
export class AlertingSection {
  readonly #api = inject(Api);
  readonly #snackBar = inject(MatSnackBar);
  readonly #channels = channelList();
  protected readonly words = policyWords;
  protected readonly fieldError = fieldError;
  protected readonly policies = policyRules();
  protected readonly channels = computed(() => this.#channels.value()?.items ?? []);
  protected readonly isReady = computed(
    () => this.policies.value() !== null && this.#channels.value() !== null,
  );
  /** What the form began with: rules that are changed elsewhere must not overwrite what somebody types. */
  readonly #shown = signal<Policies>(NOTHING);
  readonly #draft = linkedSignal<PoliciesDraft>(() => policiesDraftOf(this.#shown()));
  readonly #judged = judgedForm(this.#draft, { judge: policiesIssues, toFormPath });
  protected readonly form = this.#judged.fields;
  readonly hasEdits = computed(
    (): boolean => JSON.stringify(this.#draft()) !== JSON.stringify(policiesDraftOf(this.#shown())),
  );
  protected readonly builtIn = computed(() => builtIn(this.channels()));
  /** Of the draft and not of the form: the part of a form that belongs to a removed entry must not be read any more. */
  protected readonly tags = computed(() => this.#draft().byTag.map(({ tag }) => tag));
  /** What a tag leaves open is decided for all targets, as it stands in the form. */
  protected readonly ofDefaults = computed(() => {
    const { defaults } = this.#judgedDraft() ?? this.#shown();
    return inheritedBy([], { defaults: { ...NO_POLICY, ...defaults }, byTag: [] }, this.channels());
  });
  readonly #judgedDraft = computed(() =>
    policiesIssues(this.#draft()).length === 0 ? newPolicies(this.#draft()) : null,
  );

  protected readonly unfolded = signal<ReadonlySet<string>>(new Set());
  protected readonly known = knownTags();
  protected readonly typed = signal('');
  private readonly line = viewChild<ElementRef<HTMLElement>>('line');
  protected readonly offered = computed(() => {
    const part = this.typed().trim().toLowerCase();
    return this.known
      .tags()
      .filter((tag) => !this.tags().includes(tag) && tag.toLowerCase().includes(part));
  });

  constructor() {
    effect(() => {
      const policies = this.policies.value();
      untracked(() => {
        if (policies && !this.hasEdits()) this.#shown.set(policies);
      });
    });
  }

  protected summaryOf(index: number): string {
    const policy = this.#judgedDraft()?.byTag?.[index];
    return policy ? decisionsOf({ ...NO_POLICY, ...policy }, this.channels()) : '';
  }

  protected fold(tag: string, isFolded: boolean): void {
    this.unfolded.update((tags) => {
      const next = new Set(tags);
      if (isFolded) next.delete(tag);
      else next.add(tag);
      return next;
    });
  }

  protected addTyped(event: Event): void {
    event.preventDefault();
    this.addTag(this.typed());
  }

  protected addTag(text: string): void {
    const tag = text.trim();
    this.typed.set('');
    if (tag === '') return;
    if (!this.tags().includes(tag)) {
      const policy = policyDraftOf(NO_POLICY);
      this.#draft.update((draft) => ({ ...draft, byTag: [...draft.byTag, { tag, policy }] }));
    }
    this.fold(tag, false);
  }

  protected removeTag(index: number): void {
    this.#draft.update((draft) => ({
      ...draft,
      byTag: draft.byTag.filter((_, at) => at !== index),
    }));
    this.line()?.nativeElement.focus();
  }

  protected undo(): void {
    this.#shown.set(this.policies.value() ?? NOTHING);
    this.form().reset(policiesDraftOf(this.#shown()));
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.#unfoldErrors();
    const isSaved = await this.#judged.send(async (draft) => {
      const saved = await this.#api.client.policies.update.mutate({
        shown: this.#shown(),
        ...newPolicies(draft),
      });
      this.#shown.set(saved);
      this.form().reset(policiesDraftOf(saved));
      this.policies.value.set(saved);
    });
    if (isSaved) this.#snackBar.open(policyWords.saved);
  }

  /** What is wrong must be seen, also within rules that are folded away. */
  #unfoldErrors(): void {
    for (const entry of this.form.byTag) {
      if (entry().errorSummary().length > 0) this.fold(entry.tag().value(), false);
    }
  }
}
