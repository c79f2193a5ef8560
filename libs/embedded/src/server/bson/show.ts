import { deserialize, EJSON } from 'bson';
import type { RawValue } from './raw-value.ts';

/** A document as text for error messages, in relaxed Extended JSON. */
export function showDocument(document: RawValue): string {
  return EJSON.stringify(deserialize(document.slice(), { promoteValues: false }));
}
