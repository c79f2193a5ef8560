import { FieldCursor } from '../bson/field-cursor.ts';
import type { RawValue } from '../bson/raw-value.ts';

/**
 * The names of top-level fields that differ between two versions of a document. It compares bytes
 * in one pass, because updates leave most fields as and where they were. From the first place on
 * where the versions name different fields, all of them count as changed.
 */
export function changedFields(before: RawValue, after: RawValue): ReadonlySet<string> {
  const changed = new Set<string>();
  const old = new FieldCursor(before);
  const fresh = new FieldCursor(after);
  while (!old.isAtEnd && !fresh.isAtEnd && old.hasNameOf(fresh)) {
    if (!old.equals(fresh)) changed.add(old.name);
    old.advance();
    fresh.advance();
  }
  for (const rest of [old, fresh]) {
    while (!rest.isAtEnd) {
      changed.add(rest.name);
      rest.advance();
    }
  }
  return changed;
}
