import type { FieldTree } from '@angular/forms/signals';
import { formWords } from '../words/form';

/** The first thing that is wrong with a field itself, as a sentence; empty when nothing is. */
export function fieldError(field: FieldTree<unknown>): string {
  const [first] = field().errors();
  // Only figures can be typed so that the browser cannot read them, and it has no words for that.
  return first?.kind === 'parse' ? formWords.number : (first?.message ?? '');
}
