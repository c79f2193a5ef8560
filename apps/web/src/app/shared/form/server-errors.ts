import type { ReadonlyFieldTree, ValidationError } from '@angular/forms/signals';
import { asRefusal, type Issue } from '../data/refusal';

type FieldError = ValidationError.WithFieldTree;
type AnyForm = ReadonlyFieldTree<unknown>;

/**
 * Puts issues at the fields they are about: a dotted path is followed as far as the form goes,
 * so `request.headers.X-Key` lands on `request.headers`, and what fits nowhere on the form itself.
 */
export const errorsAt = (form: AnyForm, issues: readonly Issue[]): FieldError[] =>
  issues.map(({ path, message }) => ({ kind: 'issue', message, fieldTree: fieldAt(form, path) }));

/**
 * What is wrong with a form after a refused submission, each at its field.
 * `toFormPath` says where the form shows a field of the contract, if it is built differently.
 */
export function submissionErrors(
  form: AnyForm,
  error: unknown,
  toFormPath: (path: string) => string = (path) => path,
): FieldError[] {
  const { issues, message } = asRefusal(error);
  if (issues.length === 0) return errorsAt(form, [{ path: '', message }]);
  return errorsAt(
    form,
    issues.map((issue) => ({ ...issue, path: toFormPath(issue.path) })),
  );
}

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
