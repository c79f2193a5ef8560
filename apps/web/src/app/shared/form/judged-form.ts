import { linkedSignal, type WritableSignal } from '@angular/core';
import {
  type FieldTree,
  form,
  type SchemaPath,
  submit,
  validateTree,
} from '@angular/forms/signals';
import { asRefusal, type Issue } from '../data/refusal';
import { errorsAt } from './errors-at';

export interface JudgedForm<T> {
  readonly fields: FieldTree<T>;
  /**
   * Sends what was typed, unless something is wrong with it. What the server refuses stands at
   * its fields until anything is edited, and stops nobody from trying again. True when accepted.
   */
  send: (action: (value: T) => Promise<void>) => Promise<boolean>;
}

export interface Judgement<T> {
  /** What is wrong with the value, by the schema of the contract. */
  judge: (value: T) => readonly Issue[];
  /** Where the form shows a field of the contract, if it is built differently. */
  toFormPath?: (path: string) => string;
}

/** A form over a model that this page and the server judge in the same terms. Needs an injection context. */
export function judgedForm<T>(
  model: WritableSignal<T>,
  { judge, toFormPath = (path) => path }: Judgement<T>,
): JudgedForm<T> {
  const refused = linkedSignal<T, readonly Issue[]>({ source: model, computation: () => [] });
  const placed = (issues: readonly Issue[]): Issue[] =>
    issues.map(({ path, message }) => ({ path: toFormPath(path), message }));

  const fields = form(model, (path) => {
    // Our models are plain values; only models that hold reactive controls have another path type.
    validateTree(path as SchemaPath<T>, ({ value, fieldTree }) =>
      errorsAt(fieldTree, placed([...judge(value()), ...refused()])),
    );
  });

  const send = async (action: (value: T) => Promise<void>): Promise<boolean> => {
    refused.set([]);
    let isAccepted = false;
    await submit(fields, async () => {
      try {
        await action(model());
        isAccepted = true;
      } catch (error) {
        const { issues, message } = asRefusal(error);
        refused.set(issues.length > 0 ? issues : [{ path: '', message }]);
      }
    });
    showFirstError(fields);
    return isAccepted;
  };
  return { fields, send };
}

/** Goes to the first field that is wrong, if any: it may stand far above the button that was pressed. */
function showFirstError<T>(fields: FieldTree<T>): void {
  fields().errorSummary()[0]?.fieldTree().focusBoundControl();
}
