import type { ReadonlyFieldTree, ValidationError } from '@angular/forms/signals';
import type { Issue } from '../data/refusal';

/** Any form, whatever it holds. */
export type AnyForm = ReadonlyFieldTree<unknown>;

/**
 * Puts issues at the fields they are about: a dotted path is followed as far as the form goes,
 * so `request.headers.X-Key` lands on `request.headers`, and what fits nowhere on the form itself.
 */
export const errorsAt = (
  form: AnyForm,
  issues: readonly Issue[],
): ValidationError.WithFieldTree[] =>
  issues.map(({ path, message }) => ({ kind: 'issue', message, fieldTree: fieldAt(form, path) }));

function fieldAt(form: AnyForm, path: string): AnyForm {
  let field = form;
  for (const key of path === '' ? [] : path.split('.')) {
    // The keys come from outside, so the tree is asked rather than typed here.
    const next = (field as unknown as Record<string, AnyForm | undefined>)[key];
    if (typeof next !== 'function') break;
    field = next;
  }
  return field;
}
