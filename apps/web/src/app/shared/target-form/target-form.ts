import type { WritableSignal } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { CreateTarget } from '@app/domain';
import { type JudgedForm, judgedForm } from '../form/judged-form';
import { numberWords } from '../form/number-words';
import { schemaIssues } from '../form/schema-issues';
import { formWords } from '../words/form';
import { type SettingsOptions, settingsOf, type TargetDraft } from './draft';

export type TargetForm = FieldTree<TargetDraft>;

/** A form over a draft, judged by the schema of the contract. Needs an injection context. */
export const targetForm = (
  draft: WritableSignal<TargetDraft>,
  options: SettingsOptions,
): JudgedForm<TargetDraft> =>
  judgedForm(draft, {
    judge: (value) => [
      ...(value.url.trim() === '' ? [{ path: 'url', message: formWords.urlMissing }] : []),
      ...schemaIssues(CreateTarget.safeParse(settingsOf(value, options), { error: numberWords })),
    ],
  });

/** The settings of a draft that is valid. */
export const judgedSettings = (draft: TargetDraft, options: SettingsOptions): CreateTarget =>
  CreateTarget.parse(settingsOf(draft, options));
