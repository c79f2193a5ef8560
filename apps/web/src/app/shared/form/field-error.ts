import type { FieldTree } from '@angular/forms/signals';

/** The first thing that is wrong with a field itself, as a sentence; empty when nothing is. */
export function fieldError(field: FieldTree<unknown>): string {
  const [first] = field().errors();
  return first?.message ?? '';
}
