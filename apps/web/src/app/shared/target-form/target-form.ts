import type { WritableSignal } from '@angular/core';
import { type FieldTree, form, required, validateTree } from '@angular/forms/signals';
import { CreateTarget } from '@app/domain';
import { numberWords } from '../form/number-words';
import { errorsAt } from '../form/server-errors';
import { formWords } from '../words/form';
import { type SettingsOptions, settingsOf, type TargetDraft } from './draft';

export type TargetForm = FieldTree<TargetDraft>;

/** A form over a draft, judged by the schema of the contract. Needs an injection context. */
export const targetForm = (
  draft: WritableSignal<TargetDraft>,
  options: SettingsOptions,
): TargetForm =>
  form(draft, (path) => {
    required(path.url, { message: formWords.urlMissing });
    validateTree(path, ({ value, fieldTree }) => {
      const judged = CreateTarget.safeParse(settingsOf(value(), options), { error: numberWords });
      const issues = judged.error?.issues ?? [];
      return errorsAt(
        fieldTree,
        issues.map(({ path: keys, message }) => ({ path: keys.map(String).join('.'), message })),
      );
    });
  });

/** The settings of a form that is valid. */
export const judgedSettings = (draft: TargetDraft, options: SettingsOptions): CreateTarget =>
  CreateTarget.parse(settingsOf(draft, options));
